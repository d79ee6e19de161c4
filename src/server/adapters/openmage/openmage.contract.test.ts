import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Bench, openBench, readAll, type Stage, startStage } from '../testing.ts'
import { bySourceId, expectLedger, failureOf, probeOf } from '../testing-behaviours.ts'
import { conformance } from './fixtures/conformance.ts'
import { openmage } from './index.ts'
import { settingsSchema } from './settings.ts'

/** An older shop: another name for everything, and faults inside a 200. */
const settings = settingsSchema.parse({ namespace: 'urn:Magento' })
const harbor = {
  id: 'openmage',
  adapter: {
    ...openmage,
    // The bench opens with the settings nobody changed.
    open: (context: Parameters<typeof openmage.open>[0]) => openmage.open({ ...context, settings }),
  },
  conformance: {
    ...conformance,
    storeKey: 'harbor',
    credentials: {
      ...conformance.credentials,
      shopUrl: 'https://shops.example.test/harbor/',
      apiKey: 'demo-key-harbor',
    },
  },
}

let stage: Stage
let bench: Bench
beforeAll(async () => {
  stage = await startStage()
})
beforeEach(async () => {
  bench = await openBench(stage, harbor, { products: 60 })
  await bench.liftLimits()
})
afterEach(() => bench.close())
afterAll(() => stage.close())

test('an older shop, whose faults come with a 200, reads the same', async () => {
  const session = bench.open()
  const { payloads: products } = await readAll(session, 'products')
  await bench.expireTokens()
  const { payloads: inventory } = await readAll(session, 'inventory')
  await expectLedger(harbor, bench, { products, inventory })
  const refused = bench.http.measurements.filter(({ outcome }) => outcome === 'token_expired')
  expect(refused).toMatchObject([{ status: 200 }])
})

test('stock is that of the product asked for, also where its id is the SKU of another', async () => {
  const { payloads } = await readAll(bench.open(), 'products')
  const rows = [...payloads.values()].map((payload) => Object(payload))
  const misleading = rows.filter(({ sku }) => payloads.has(sku))
  expect(misleading.length).toBeGreaterThan(0)
  const { payloads: stock } = await readAll(bench.open(), 'inventory')
  const quantities = [...stock.entries()].map(([sourceId, row]) => ({
    sourceId,
    quantity: Number(Object(row).qty),
  }))
  const truth = (await bench.ledger()).map(({ sourceId, quantity }) => ({ sourceId, quantity }))
  expect(quantities.sort(bySourceId)).toEqual(truth.sort(bySourceId))
})

test('brands and strain types are named, though the shop keeps numbers', async () => {
  const { payloads } = await readAll(bench.open(), 'products')
  const drafts = [...payloads.values()].map((payload) =>
    openmage.map.product(payload, { ...bench.mapContext, settings }),
  )
  expect(drafts.flatMap(({ issues }) => issues.filter(({ field }) => field === 'strain_type'))).toEqual([])
  const brands = drafts.flatMap(({ draft }) => draft?.brand ?? [])
  expect(brands.length).toBeGreaterThan(0)
  expect(brands.filter((brand) => /^\d+$/.test(brand))).toEqual([])
  expect(drafts.some(({ draft }) => draft?.sourceCategory.length === 2)).toBe(true)
})

test('neither hashes of passwords nor how somebody paid are kept', async () => {
  for (const entity of ['customers', 'orders'] as const) {
    const { payloads } = await readAll(bench.open(), entity)
    expect(payloads.size).toBeGreaterThan(0)
    expect(JSON.stringify([...payloads.values()])).not.toMatch(/password_hash|cc_owner|Not Forus/)
  }
})

test('the wrong kind of shop is told at the sign-in, with what to look at', async () => {
  const newer = await openBench(stage, { ...harbor, adapter: openmage }, { products: 3, attempts: 1 })
  const steps = await probeOf(newer)
  const failed = steps.find(({ status }) => status === 'failed')
  expect(failed).toMatchObject({ id: 'sign_in', cure: expect.stringContaining('Shop software') })
  await newer.close()
})

test('a shop that is not there is no wrong key', async () => {
  const credentials = { shopUrl: 'https://shops.example.test/nowhere' }
  const error = await failureOf(() => readAll(bench.open({ credentials }), 'products'))
  expect(error.kind).toBe('not_found')
})
