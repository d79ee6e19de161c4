import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type Simulators, startSimulators } from '../server.ts'
import { demoDeveloperKey, demoPartnerKey, demoToken } from './sign-in.ts'

const record = z.looseObject({ id: z.string() })
const values = z.object({ values: z.array(record), skip: z.number(), limit: z.number(), total: z.number() })
const results = z.object({ count: z.number(), cursor: z.null(), results: z.array(record) })
const failure = z.object({ error: z.string(), message: z.string(), status: z.number() })

let simulators: Simulators
beforeEach(async () => {
  simulators = await startSimulators({ port: 0, products: 150 })
})
afterEach(() => simulators.close())

const bearer = (storeKey: string) => ({ authorization: `Bearer ${demoToken(storeKey)}` })
const get = (path: string, headers: Record<string, string> = bearer('pine-street')) =>
  fetch(`${simulators.url}/blaze/api/v1/partner${path}`, { headers })
async function read<T>(schema: z.ZodType<T>, path: string, storeKey = 'pine-street'): Promise<T> {
  return schema.parse(await (await get(path, bearer(storeKey))).json())
}
async function refused(path: string, headers?: Record<string, string>) {
  const answer = await get(path, headers)
  return { ...failure.parse(await answer.json()), status: answer.status }
}

it('is read with a token, or with partner key and raw developer key, under either name of the header', async () => {
  const authorization = demoDeveloperKey('harbor')
  const shop = async (headers: Record<string, string>) => (await get('/store', headers)).json()
  const harbor = await shop(bearer('harbor'))
  expect(harbor).toMatchObject({ name: 'Harbor' })
  expect(await shop({ 'X-API-Key': demoPartnerKey, authorization })).toEqual(harbor)
  expect(await shop({ partner_key: demoPartnerKey, authorization })).toEqual(harbor)
  expect(await refused('/store', { authorization })).toMatchObject({
    status: 401,
    message: 'Invalid partner key',
  })
  expect(await refused('/store', { 'x-api-key': demoPartnerKey, authorization: 'x' })).toMatchObject({
    status: 401,
    message: 'Invalid PARTNER or Developer API',
  })
})

it('pages products by skip alone, a hundred at the most', async () => {
  const first = await read(values, '/products?limit=500')
  expect(first).toMatchObject({ skip: 0, limit: 100, total: 150 })
  expect(first.values).toHaveLength(100)
  expect(await read(values, '/products?start=100')).toEqual(first)
  expect((await read(values, '/products?skip=100')).values).toHaveLength(50)
})

it('wraps the lists of each shop in another way', async () => {
  const memberOf = async (storeKey: string) =>
    Object.keys(await read(z.record(z.string(), z.unknown()), '/products', storeKey))
  expect(await memberOf('harbor')).toContain('searchResult')
  expect(await memberOf('mission')).toContain('results')
})

it('tells of modified products by ranges of up to seven days; stock modifies none', async () => {
  const change = (kind: string) =>
    fetch(`${simulators.url}/_control/blaze/change`, {
      method: 'POST',
      body: JSON.stringify({ storeKey: 'pine-street', kind }),
    })
  const now = Date.now()
  const dates = (days: number) =>
    `/store/inventory/products/dates?startDate=${now - 1000}&endDate=${now - 1000 + days * 86_400_000}`
  await change('deliver')
  expect((await read(results, dates(7))).results).toEqual([])
  await change('rename')
  expect((await read(results, dates(7))).results).toHaveLength(1)
  expect(await refused(dates(8))).toMatchObject({ status: 400, message: 'Date range cannot exceed 7 days' })
  expect(await refused('/store/inventory/products/dates')).toMatchObject({ message: 'startDate is required' })
})

it('gives quantities for each room, those not for sale included, and what is promised apart', async () => {
  const rooms = (await read(values, '/store/inventory/inventories')).values
  const quarantine = rooms.find((room) => room['name'] === 'Quarantine')?.id ?? ''
  const stocked = z.looseObject({
    id: z.string(),
    quantities: z.array(z.object({ inventoryId: z.string(), quantity: z.number() })),
    sellableQuantities: z.record(z.string(), z.number()),
    committedQuantities: z.record(z.string(), z.number()),
  })
  const products = (await read(values, '/products')).values.map((each) => stocked.parse(each))
  expect(products.some(({ sellableQuantities }) => quarantine in sellableQuantities)).toBe(true)
  for (const { quantities, sellableQuantities, committedQuantities } of products) {
    expect(sellableQuantities[quarantine] ?? 0).toBe(0)
    for (const { inventoryId, quantity } of quantities) {
      if (inventoryId === quarantine) continue
      const parts = (sellableQuantities[inventoryId] ?? 0) + (committedQuantities[inventoryId] ?? 0)
      expect(parts).toBeCloseTo(quantity, 6)
    }
  }
})

it('opens members and transactions to a partner with the permission, and finished transactions by days', async () => {
  const counter = {
    'x-api-key': `${demoPartnerKey}-counter`,
    authorization: demoDeveloperKey('pine-street'),
  }
  expect((await get('/products', counter)).status).toBe(200)
  expect(await refused('/members', counter)).toMatchObject({ status: 403 })
  expect(await refused('/transactions?startDate=11/01/2026&endDate=11/07/2026', counter)).toMatchObject({
    message: 'Partner key does not have PERFORM_RECONCILIATION permission',
  })
  expect(await refused('/transactions?startDate=1793520000000&endDate=1793520000000')).toMatchObject({
    status: 400,
  })
  const statuses = async (path: string) =>
    new Set((await read(values, path)).values.map((each) => each['status']))
  const daysAgo = (days: number) => {
    const [year, month, day] = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).split('-')
    return `${month}/${day}/${year}`
  }
  const finished = await statuses(`/transactions?startDate=${daysAgo(8)}&endDate=${daysAgo(2)}`)
  expect(finished).not.toContain('InProgress')
  expect(finished).toContain('Completed')
  expect(await statuses('/transactions/active')).not.toContain('Completed')
})

it('wants a range of dates for members in an older shop', async () => {
  expect((await read(values, '/members')).total).toBeGreaterThan(0)
  expect(await refused('/members', bearer('harbor'))).toMatchObject({ message: 'startDate is required' })
})
