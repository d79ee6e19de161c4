import { expect, test } from 'vitest'
import { type Case, readAll, startBench } from '../testing.ts'
import { conformance } from './fixtures/conformance.ts'
import { blaze } from './index.ts'

const caseOf = (storeKey: string): Case => ({
  id: 'blaze',
  adapter: blaze,
  conformance: {
    ...conformance,
    storeKey,
    products: 130,
    credentials: { bearerToken: `demo-token-${storeKey}` },
  },
})

/** Whoever sleeps wakes at once and finds the time gone by. */
function skipping() {
  let skipped = 0
  return {
    now: () => new Date(Date.now() + skipped),
    sleep: async (ms: number) => {
      skipped += ms
    },
  }
}

async function benchOf(storeKey: string) {
  const bench = await startBench(caseOf(storeKey), { clock: skipping() })
  await bench.liftLimits()
  return bench
}

test.each(['harbor', 'mission'])(
  '%s, whose lists have another wrapper, is read whole: products with their brands, and every room',
  async (storeKey) => {
    const bench = await benchOf(storeKey)
    const session = bench.open()
    const { payloads: products } = await readAll(session, 'products')
    const { payloads: inventory } = await readAll(session, 'inventory')
    const ledger = await bench.ledger()
    expect(products.size).toBe(ledger.length)
    let branded = 0
    for (const { sourceId, name, quantity } of ledger) {
      const { draft } = blaze.map.product(products.get(sourceId), bench.mapContext)
      expect(draft).toMatchObject({ name: name.trim(), sourceCategory: [expect.any(String)] })
      branded += draft?.brand ? 1 : 0
      const levels = blaze.map.inventory(inventory.get(sourceId), bench.mapContext).draft ?? []
      for (const { location } of levels) expect(location.name).not.toContain('Inventory')
      expect(levels.reduce((sum, level) => sum + Number(level.quantity), 0)).toBeCloseTo(quantity, 6)
    }
    expect(branded).toBeGreaterThan(ledger.length / 2)
    await bench.close()
  },
)

test('only the rooms of the setting count', async () => {
  const bench = await benchOf('harbor')
  const { payloads } = await readAll(bench.open(), 'inventory')
  const mapContext = { ...bench.mapContext, settings: { rooms: 'vault' } }
  const rooms = [...payloads.values()].flatMap(
    (payload) => blaze.map.inventory(payload, mapContext).draft?.map(({ location }) => location.name) ?? [],
  )
  expect(new Set(rooms)).toEqual(new Set(['Vault']))
  await bench.close()
})

test('sale prices and prices for two are there beside the regular one', async () => {
  const bench = await benchOf('harbor')
  const { payloads } = await readAll(bench.open(), 'products')
  const kinds = [...payloads.values()].flatMap((payload) =>
    (blaze.map.product(payload, bench.mapContext).draft?.variants[0]?.prices ?? []).map(
      ({ kind, quantityUnit }) => `${kind} ${quantityUnit ?? ''}`.trim(),
    ),
  )
  expect(new Set(kinds)).toEqual(new Set(['regular', 'sale', 'tier each', 'tier g']))
  await bench.close()
})

test('where members are given by dates only, all of them come window by window, from any cursor on', async () => {
  const bench = await benchOf('harbor')
  const { payloads, pages, cursors } = await readAll(bench.open(), 'customers')
  const { customers } = await bench.people()
  expect(customers.length).toBeGreaterThan(0)
  expect(new Set(payloads.keys())).toEqual(new Set(customers.map(({ sourceId }) => sourceId)))
  const half = Math.floor(cursors.length / 2)
  const rest = await readAll(bench.open(), 'customers', { cursor: cursors[half] ?? null })
  expect(rest.pages).toHaveLength(pages.length - half - 1)
  await bench.close()
})

test('no range of dates is longer than seven days, and the last one ends after now', async () => {
  const bench = await benchOf('pine-street')
  const ranges: [number, number][] = []
  bench.intercept({
    instead: (path) => {
      const query = new URL(path, 'http://pos.example').searchParams
      const [start, end] = [query.get('startDate'), query.get('endDate')]
      const at = (text: string) => (/^\d+$/.test(text) ? Number(text) : Date.parse(`${text} UTC`))
      if (start && end) ranges.push([at(start), at(end)])
      return null
    },
  })
  const since = new Date(Date.now() - 60 * 86_400_000)
  for (const entity of ['products', 'customers', 'orders'] as const) {
    ranges.length = 0
    await readAll(bench.open(), entity, { mode: 'incremental', since })
    expect(ranges.length).toBeGreaterThan(8)
    for (const [start, end] of ranges) expect(end - start).toBeLessThanOrEqual(7 * 86_400_000)
    // Each begins where the one before it ended.
    for (const [index, [start]] of ranges.entries()) {
      const before = ranges[index - 1]
      if (before) expect([before[0], before[1]]).toContain(start)
    }
    expect(ranges[0]?.[0]).toBeLessThan(since.getTime())
    expect(ranges.at(-1)?.[1]).toBeGreaterThan(Date.now())
  }
  await bench.close()
})
