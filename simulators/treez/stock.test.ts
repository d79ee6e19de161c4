import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ledgerSchema, startTreez, stockSchema, type TreezClient } from './testing.ts'

let treez: TreezClient
beforeAll(async () => {
  treez = await startTreez({ products: 400 })
  await treez.control('POST', '/treez/limits', { perSecond: null })
})
afterAll(() => treez.close())

const stock = (query: string) => treez.read(`/stock/getStock?${query}`, stockSchema)
const ledger = async () =>
  ledgerSchema.parse(await (await treez.control('GET', '/treez/ledger')).json()).products
const sum = (values: readonly number[]) =>
  Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100

describe('getStock', () => {
  it('tells true counts by room, equal to the ledger', async () => {
    const { data } = await stock('active=ALL&page_size=1000')
    const truth = new Map((await ledger()).map((product) => [product.sourceId, product.quantity]))
    expect(data.stock.length).toBe(data.total_elements)
    for (const { product_id, inventory_details } of data.stock) {
      expect(sum(inventory_details.map((level) => level.sellable_quantity))).toBe(truth.get(product_id))
      truth.delete(product_id)
    }
    // What it leaves out has nothing to sell.
    expect(sum([...truth.values()])).toBe(0)
  })

  it('sends 200 a page unless asked otherwise', async () => {
    const [first, second] = await Promise.all([stock('active=ALL'), stock('active=ALL&page=2')])
    expect(first.data.page_elements).toBe(200)
    expect(second.data.stock[0]?.product_id).not.toBe(first.data.stock[0]?.product_id)
  })

  it('adds rooms that cannot be sold from only when asked', async () => {
    const rooms = async (query: string) => {
      const { data } = await stock(query)
      return new Set(data.stock.flatMap((row) => row.inventory_details.map((level) => level.location_name)))
    }
    expect(await rooms('active=ALL&page_size=1000')).not.toContain('QUARANTINE')
    expect(await rooms('active=ALL&page_size=1000&include_non_sellable=true')).toContain('QUARANTINE')
    expect([...(await rooms('active=ALL&page_size=1000&location_name=display case 1'))]).toEqual([
      'DISPLAY CASE 1',
    ])
    expect([...(await rooms('active=ALL&page_size=1000&inventory_type=MEDICAL'))]).toEqual([
      'FRONT OF HOUSE MED',
    ])
  })

  it('tells after a date just the rows that moved, sold-out ones as 0', async () => {
    const before = new Date(Date.now() - 1).toISOString()
    expect((await stock(`active=ALL&last_update_date=${before}`)).data.stock).toEqual([])
    const stocked = (await ledger()).filter((product) => product.quantity > 0)
    const sourceId = stocked[0]?.sourceId
    await treez.control('POST', '/treez/change', { storeKey: 'pine-street', sourceId, kind: 'sell-out' })
    const { data } = await stock(`active=ALL&last_update_date=${before}`)
    expect(data.stock.map((row) => row.product_id)).toEqual([sourceId])
    expect(sum(data.stock[0]?.inventory_details.map((level) => level.sellable_quantity) ?? [])).toBe(0)
  })

  it('refuses a date it cannot read', async () => {
    expect((await treez.get('/stock/getStock?last_update_date=yesterday')).status).toBe(400)
  })

  it('splits a room into its packages or batches when asked', async () => {
    const { data } = await stock('active=ALL&page_size=1000&group_by_package=true&group_by_batch=true')
    const details = data.stock.flatMap((row) => row.inventory_details)
    for (const detail of details) {
      expect(detail).toMatchObject({
        package_label: expect.stringMatching(/^1A4[A-Z0-9]{21}$/),
        batch_id: expect.stringMatching(/^[A-Z0-9]+-\d$/),
      })
    }
    expect(new Set(details.map((detail) => detail['package_label'])).size).toBe(details.length)
  })
})

describe('packages', () => {
  const packagesSchema = z.object({
    pageLimit: z.literal(50),
    pageSize: z.number(),
    total: z.number(),
    totalPages: z.number(),
    data: z.array(
      z.looseObject({
        packageLabel: z.string(),
        productId: z.string(),
        receivedDate: z.iso.date(),
        expirationDate: z.iso.date().nullable(),
        labResults: z.array(z.object({ type: z.string(), amount: z.string(), unitType: z.string() })),
        inventory: z.array(
          z.looseObject({ location: z.string(), quantity: z.looseObject({ available: z.number() }) }),
        ),
      }),
    ),
  })
  const headers = () => ({ authorization: treez.token, client_id: 'cairn-demo' })
  const read = async (query: string, init: RequestInit = {}) => {
    const path = `/treez/dispensary/v3/pine-street/packages?${query}`
    const response = await fetch(treez.url + path, { headers: headers(), ...init })
    return packagesSchema.parse(await response.json())
  }

  it('come 50 a page at most and add up to the ledger', async () => {
    const first = await read('pageSize=500&includeOutOfStockLocations=true')
    const tags: string[] = []
    for (let page = 1; page <= first.totalPages; page++) {
      const { data, pageSize } = await read(`page=${page}&includeOutOfStockLocations=true`)
      expect(pageSize).toBeLessThanOrEqual(50)
      tags.push(...data.map((one) => one.packageLabel))
    }
    expect(tags).toEqual((await ledger()).flatMap((product) => product.lots.map((lot) => lot.tag)))
  })

  it('take the same filters in the body of a POST', async () => {
    const product = (await ledger()).find(({ quantity }) => quantity > 0)
    const asked = { productId: product?.sourceId, sellable: true }
    const { data } = await read('', { method: 'POST', body: JSON.stringify(asked) })
    expect(data.length).toBeGreaterThan(0)
    expect(data.every((one) => one.productId === product?.sourceId)).toBe(true)
    expect(sum(data.flatMap((one) => one.inventory.map((place) => place.quantity.available)))).toBe(
      product?.quantity,
    )
  })
})

it('Locations are a bare list at one store and a nested one at another', async () => {
  const location = z.looseObject({ id: z.string(), name: z.string(), sellable: z.boolean() })
  const bare = await treez.read('/location/list?sellable=true', z.object({ data: z.array(location) }))
  expect(bare.data.map(({ name }) => name)).not.toContain('QUARANTINE')
  const harbor = await startTreez({}, 'harbor')
  try {
    const nested = await harbor.read(
      '/location/list',
      z.object({ data: z.object({ location_list: z.array(location) }) }),
    )
    expect(nested.data.location_list.map(({ name }) => name)).toContain('VAULT')
  } finally {
    await harbor.close()
  }
})

it('An older store tells stock times without an offset', async () => {
  const old = await startTreez({}, 'mission')
  try {
    const { data } = await old.read('/stock/getStock', stockSchema)
    const [level] = data.stock[0]?.inventory_details ?? []
    expect(level?.last_updated_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  } finally {
    await old.close()
  }
})
