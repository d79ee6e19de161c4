import { Decimal } from 'decimal.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InventoryLevelDraft } from '../model/inventory.ts'
import type { SyncEntity } from '../model/sync.ts'
import { type Bench, conformanceCases, readAll, startBench } from './testing.ts'
import { draftSchemas, mapperOf } from './testing-drafts.ts'

const cases = await conformanceCases()

describe.each(cases)('$id reads', (vendor) => {
  const { adapter, conformance } = vendor
  const { entities } = adapter.manifest
  const mapOf = (entity: SyncEntity, payload: unknown) => mapperOf(adapter, entity)(payload, bench.mapContext)
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(vendor, { attempts: 8, random: () => 0 })
  })
  afterEach(() => bench.close())

  const productsOf = (payloads: Map<string, unknown>) =>
    [...payloads.values()].map((payload) => {
      const { draft, issues } = adapter.map.product(payload, bench.mapContext)
      if (!draft) throw new Error(`not mapped: ${JSON.stringify(issues)}`)
      return draft
    })
  const levelsOf = (payloads: Map<string, unknown>) =>
    [...payloads.values()].flatMap((payload) => adapter.map.inventory(payload, bench.mapContext).draft ?? [])

  /** Names, prices and quantities of everything the simulator has against what was read. */
  async function expectLedger(products: Map<string, unknown>, inventory: Map<string, unknown>) {
    const quantities = totals(levelsOf(inventory))
    const read = productsOf(products).map((draft) => ({
      sourceId: draft.sourceId,
      name: draft.name,
      priceMinor: draft.variants[0]?.prices.find(({ kind }) => kind === 'regular')?.amountMinor ?? null,
      quantity: quantities.get(draft.sourceId) ?? 0,
    }))
    const truth = (await bench.ledger()).map(({ sourceId, name, menuTitle, priceMinor, quantity }) => {
      const title = (menuTitle ?? name).trim()
      return { sourceId, name: title, priceMinor, quantity }
    })
    const byId = (a: { sourceId: string }, b: { sourceId: string }) => a.sourceId.localeCompare(b.sourceId)
    expect(read.sort(byId)).toEqual(truth.sort(byId))
  }

  test('all there is, page by page, within the budget the POS allows', async () => {
    const session = bench.open()
    const products = await readAll(session, 'products')
    const inventory = await readAll(session, 'inventory')
    const batches = entities.includes('batches') ? await readAll(session, 'batches') : null
    await expectLedger(products.payloads, inventory.payloads)
    expect(products.pages.length).toBeGreaterThan(1)
    for (const { pages } of [products, inventory, ...(batches ? [batches] : [])]) {
      expect(pages.map(({ done }) => done)).toEqual(pages.map((_page, index) => index === pages.length - 1))
    }
    const known = new Set(products.payloads.keys())
    for (const payload of batches?.payloads.values() ?? []) {
      for (const batch of adapter.map.batch(payload, bench.mapContext).draft ?? []) {
        expect(known).toContain(batch.variantSourceId)
      }
    }
    const { perSecondMax, byStatus } = await bench.counters()
    const { perSecond, burst } = adapter.manifest.limits
    expect(perSecondMax).toBeLessThanOrEqual(Math.max(perSecond, burst))
    expect(byStatus['429']).toBeUndefined()
  })

  test('the same through answers that fail one in four times', async () => {
    await bench.setFaults({
      serverErrorRate: 0.08,
      rateLimitRate: 0.04,
      cutRate: 0.04,
      truncateRate: 0.04,
      htmlRate: 0.04,
      dropRate: 0.04,
    })
    const session = bench.open()
    const products = await readAll(session, 'products')
    const inventory = await readAll(session, 'inventory')
    if (entities.includes('batches')) await readAll(session, 'batches')
    await expectLedger(products.payloads, inventory.payloads)
  })

  test.each(entities)('on from every place where reading %s may have stopped', async (entity) => {
    const session = bench.open()
    const { payloads, pages, cursors } = await readAll(session, entity)
    for (const [index, cursor] of cursors.entries()) {
      if (pages[index]?.done) continue
      const rest = await readAll(bench.open(), entity, { cursor })
      const before = pages.slice(0, index + 1).flatMap(({ records }) => records)
      const all = new Set([...before.map(({ sourceId }) => sourceId), ...rest.payloads.keys()])
      expect(all).toEqual(new Set(payloads.keys()))
    }
  })

  test('what changed since, and ends where reading everything ends', async () => {
    const session = bench.open()
    const since = new Date()
    const before = {
      products: (await readAll(session, 'products')).payloads,
      inventory: (await readAll(session, 'inventory')).payloads,
    }
    for (const kind of ['rename', 'price', 'stock', 'sell-out', 'deliver', 'deactivate', 'hide', 'add']) {
      await bench.change(kind)
    }
    for (const entity of ['products', 'inventory'] as const) {
      const changed = await readAll(session, entity, { mode: 'incremental', since })
      if (adapter.manifest.capabilities.incremental.includes(entity)) {
        expect(changed.payloads.size).toBeGreaterThan(0)
        expect(changed.payloads.size).toBeLessThan(before[entity].size / 2)
      }
      for (const [id, payload] of changed.payloads) before[entity].set(id, payload)
    }
    await expectLedger(before.products, before.inventory)
    const full = (await readAll(session, 'products')).payloads
    const drafts = (payloads: Map<string, unknown>) =>
      new Map(productsOf(payloads).map((draft) => [draft.sourceId, draft]))
    expect(drafts(before.products)).toEqual(drafts(full))
  })

  test('a list that shrinks under it without losing what stays', async () => {
    const pages = bench.open().read('products', { mode: 'full', cursor: null, since: null })
    const first = await pages.next()
    if (first.done) throw new Error('no page came')
    const seen = new Set(first.value.records.map(({ sourceId }) => sourceId))
    const [gone = '', alsoGone = ''] = seen
    await bench.change('remove', gone)
    await bench.change('remove', alsoGone)
    for await (const page of pages) for (const { sourceId } of page.records) seen.add(sourceId)
    const staying = (await bench.ledger()).map(({ sourceId }) => sourceId)
    expect(staying.filter((id) => !seen.has(id))).toEqual([])
  })

  test.each(entities)('%s whole: fields nobody knows are kept', async (entity) => {
    bench.intercept({ alter: (body) => body.replaceAll(/\{"(?=\w)/g, '{"x_unheard_of":"kept","') })
    const { payloads } = await readAll(bench.open(), entity)
    expect(payloads.size).toBeGreaterThan(0)
    const field = conformance.grouped?.[entity]
    for (const payload of payloads.values()) {
      const received: unknown[] = field === undefined ? [payload] : Object(payload)[field]
      for (const each of received) expect(each).toHaveProperty('x_unheard_of', 'kept')
    }
  })

  test('no more than is promised where true stock is not open: lower bounds from the mask on', async (context) => {
    const { stockPath } = conformance
    if (!stockPath) return context.skip()
    bench.intercept({ instead: (path) => (stockPath.test(path) ? { status: 403, body: '{}' } : null) })
    const { payloads } = await readAll(bench.open(), 'inventory')
    const levels = levelsOf(payloads)
    const truth = new Map((await bench.ledger()).map(({ sourceId, quantity }) => [sourceId, quantity]))
    expect(levels.some(({ bound }) => bound === 'at_least')).toBe(true)
    for (const [id, total] of totals(levels)) {
      const exact = levels.every((level) => level.variantSourceId !== id || level.bound === 'exact')
      if (exact) expect(total, id).toBe(truth.get(id))
      else expect(total, id).toBeLessThanOrEqual(truth.get(id) ?? 0)
    }
  })

  test.each(entities)('%s into drafts that fit the model, in any script', async (entity) => {
    bench.intercept({ alter: (body) => body.replaceAll(/kush|haze|cake/gi, 'ÖG 株 🌿') })
    const { payloads } = await readAll(bench.open(), entity)
    for (const payload of payloads.values()) {
      const { draft } = mapOf(entity, payload)
      for (const each of [draft ?? []].flat()) draftSchemas[entity].parse(each)
    }
    if (entity === 'products') {
      expect(productsOf(payloads).some(({ name, brand }) => `${name} ${brand}`.includes('ÖG 株 🌿'))).toBe(
        true,
      )
    }
  })

  test.each(requirements(entities, conformance.required))(
    'a %s record without %s as an issue on that record alone',
    async (entity, field) => {
      const { payloads } = await readAll(bench.open(), entity)
      const [first, ...others] = [...payloads.values()]
      const broken = mapOf(entity, without(first, field))
      expect(broken.draft).toBeNull()
      expect(broken.issues).toContainEqual(
        expect.objectContaining({ code: 'missing_field', severity: 'error', field }),
      )
      expect(broken.recordName).not.toBe('')
      expect(others.length).toBeGreaterThan(0)
      for (const payload of others) expect(mapOf(entity, payload).draft).not.toBeNull()
    },
  )

  test('nothing more once its run is cancelled', async () => {
    const cancel = new AbortController()
    const pages = bench
      .open({ signal: cancel.signal })
      .read('products', { mode: 'full', cursor: null, since: null })
    await pages.next()
    cancel.abort(new Error('cancelled by a person'))
    await expect(pages.next()).rejects.toThrow('cancelled by a person')
  })
})

function totals(levels: InventoryLevelDraft[]): Map<string, number> {
  const sums = new Map<string, Decimal>()
  for (const { variantSourceId, quantity } of levels) {
    sums.set(variantSourceId, (sums.get(variantSourceId) ?? new Decimal(0)).plus(quantity))
  }
  return new Map([...sums].map(([id, sum]) => [id, sum.toNumber()]))
}

function requirements(
  entities: SyncEntity[],
  required: Partial<Record<SyncEntity, string[]>>,
): [SyncEntity, string][] {
  return entities.flatMap((entity) =>
    (required[entity] ?? []).map((field): [SyncEntity, string] => [entity, field]),
  )
}

function without(payload: unknown, field: string): unknown {
  return { ...Object(payload), [field]: null }
}
