import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ledgerSchema, productListSchema, startTreez, type TreezClient } from './testing.ts'

let treez: TreezClient
beforeAll(async () => {
  treez = await startTreez({ products: 400 })
  await treez.control('POST', '/treez/limits', { perSecond: null })
})
afterAll(() => treez.close())

const list = (query: string) => treez.read(`/product/product_list?${query}`, productListSchema)
const ledger = async () =>
  ledgerSchema.parse(await (await treez.control('GET', '/treez/ledger')).json()).products
const refusal = async (path: string) => {
  const response = await treez.get(path)
  return {
    status: response.status,
    body: z.looseObject({ resultReason: z.string() }).parse(await response.json()),
  }
}

describe('the product list', () => {
  it('pages through the whole catalogue exactly once', async () => {
    const seen: string[] = []
    let total = Number.POSITIVE_INFINITY
    for (let page = 1; seen.length < total; page++) {
      const { data } = await list(`active=ALL&page=${page}&page_size=150`)
      expect(data.page_count).toBe(data.product_list.length)
      seen.push(...data.product_list.map((product) => product.product_id))
      total = data.total_count
    }
    expect(seen).toEqual((await ledger()).map((product) => product.sourceId))
  })

  it('shows active products unless asked otherwise', async () => {
    const [active, rest, all] = await Promise.all(['', 'active=FALSE', 'active=ALL'].map(list))
    expect(active?.data.product_list.every((product) => product.product_status === 'ACTIVE')).toBe(true)
    expect(rest?.data.product_list.every((product) => product.product_status === 'DEACTIVATED')).toBe(true)
    expect((active?.data.total_count ?? 0) + (rest?.data.total_count ?? 0)).toBe(all?.data.total_count)
  })

  it('holds deactivated products that still have stock', async () => {
    const { data } = await list('active=FALSE&above_threshold=true')
    expect(data.total_count).toBeGreaterThan(3)
    expect(data.product_list.every((product) => product.sellable_quantity > 0)).toBe(true)
  })

  it('shows no more than 30 of anything, whatever there is', async () => {
    const truth = new Map((await ledger()).map((product) => [product.sourceId, product.quantity]))
    const { data } = await list('active=ALL')
    for (const product of data.product_list) {
      expect(product.sellable_quantity).toBe(Math.min(30, truth.get(product.product_id) ?? -1))
      for (const detail of product.sellable_quantity_detail)
        expect(detail.sellable_quantity).toBeLessThanOrEqual(30)
    }
    expect([...truth.values()].some((quantity) => quantity > 30)).toBe(true)
  })

  it('prices loose flower by tiers and leaves its price out', async () => {
    const { data } = await list('active=ALL&category_type=FLOWER')
    const tiered = data.product_list.filter((product) => product.pricing.price_type === 'TIER')
    expect(tiered.length).toBeGreaterThan(0)
    for (const { pricing } of tiered) {
      expect(pricing.price_sell).toBeNull()
      expect(pricing).toMatchObject({
        tier_method: 'WEIGHT_GRAMS',
        tier_pricing_detail: expect.arrayContaining([
          { start_value: 1, price_per_value: expect.any(Number) },
        ]),
      })
    }
  })

  it('writes names in capitals, missing values in three ways and barcodes as objects', async () => {
    const { data } = await list('active=ALL')
    const fields = data.product_list.map((product) => product.product_configurable_fields)
    expect(fields.every(({ name }) => name === name.toUpperCase())).toBe(true)
    const brands = new Set(fields.map(({ brand }) => brand))
    for (const missing of [null, '', 'N/A']) expect(brands).toContain(missing)
    expect(data.product_list.flatMap((product) => product.product_barcodes).length).toBeGreaterThan(50)
    expect(data.product_list[0]?.last_updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}-0[78]:00$/)
  })

  it('picks out up to 50 products by id', async () => {
    const [first, second] = await ledger()
    const { data } = await list(`active=ALL&id=${first?.sourceId}&id=${second?.sourceId}&id=nobody`)
    expect(data.product_list.map((product) => product.product_id)).toEqual([
      first?.sourceId,
      second?.sourceId,
    ])
    const many = Array.from({ length: 51 }, (_, i) => `id=${i}`).join('&')
    expect(await refusal(`/product/product_list?${many}`)).toMatchObject({ status: 400 })
  })

  it('serves the same picture address it gives out', async () => {
    const { data } = await list('active=ALL')
    const address = data.product_list.find((product) => product.e_commerce.primary_image?.startsWith('http'))
    const picture = await fetch(address?.e_commerce.primary_image ?? '')
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
  })

  it.each([
    ['page=0', 'INDEX_PAGE_MUST_BE_GREATER_THAN_ZERO'],
    ['page_size=10', 'INCORRECT_VALUE'],
    ['pagesize=1001', 'RESPONSE_LIMIT_EXCEEDS'],
    ['active=SOME', 'INVALID_ACTIVE_PARAMETER'],
    ['above_threshold=maybe', 'INVALID_ABOVE_THRESHOLD_PARAMETER'],
    ['category_type=PIZZA', 'INVALID_CATEGORY_TYPE'],
  ])('refuses %s with %s', async (query, reason) => {
    expect(await refusal(`/product/product_list?${query}`)).toMatchObject({
      status: 400,
      body: { resultCode: 'FAIL', resultReason: reason },
    })
  })
})

describe('the product delta', () => {
  const edited = (after: string) =>
    treez.read(
      `/product/product_list/lastUpdated/after/${encodeURIComponent(after)}?active=ALL`,
      productListSchema,
    )

  it('shows an edit and is blind to stock', async () => {
    const before = new Date().toISOString()
    const [, , third, fourth] = await ledger()
    await treez.control('POST', '/treez/change', {
      storeKey: 'pine-street',
      sourceId: third?.sourceId,
      kind: 'stock',
    })
    expect((await edited(before)).data.product_list).toEqual([])
    await treez.control('POST', '/treez/change', { storeKey: 'pine-street', sourceId: fourth?.sourceId })
    const { data } = await edited(before)
    expect(data.product_list.map((product) => product.product_id)).toEqual([fourth?.sourceId])
  })

  it('refuses a date without an offset', async () => {
    expect(await refusal('/product/product_list/lastUpdated/after/2026-11-01')).toMatchObject({
      status: 400,
      body: { resultReason: 'INVALID_DATE_FORMAT' },
    })
  })
})

describe('one product', () => {
  it('is found by its id, and missed with a 404', async () => {
    const [first] = await ledger()
    const schema = z.object({ data: z.looseObject({ product_id: z.string() }) })
    expect((await treez.read(`/product/${first?.sourceId}`, schema)).data.product_id).toBe(first?.sourceId)
    expect(await refusal('/product/nobody')).toMatchObject({
      status: 404,
      body: { resultReason: 'PRODUCT_NOT_FOUND' },
    })
  })
})

it('A store of an older age brings large pages down to 100 and writes lab values as text', async () => {
  const old = await startTreez({ products: 150 }, 'mission')
  try {
    const { data } = await old.read('/product/product_list?active=ALL&page_size=500', productListSchema)
    expect([data.page_count, data.total_count]).toEqual([100, 150])
    const values = data.product_list.flatMap((product) =>
      product.lab_results.map((lab) => lab.amount.minimum_value),
    )
    expect(values.length).toBeGreaterThan(0)
    expect(values.every((value) => typeof value === 'string')).toBe(true)
  } finally {
    await old.close()
  }
})
