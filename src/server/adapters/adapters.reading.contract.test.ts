import { describe, expect, test } from 'vitest'
import { systemClock } from '../lib/clock.ts'
import { draftSchemas } from './mappers.ts'
import { conformanceCases, readAll } from './testing.ts'
import {
  expectLedger,
  levelsOf,
  mapRecord,
  notOffered,
  offered,
  productsOf,
  totalsOf,
  useBench,
} from './testing-behaviours.ts'

const cases = await conformanceCases()

describe.each(cases)('reading · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const entities = adapter.manifest.entities
  const bench = useBench(vendor)
  const goods = (['products', 'inventory'] as const).filter((entity) => entities.includes(entity))

  test('all there is, page by page, equal to the ledger', async () => {
    const session = bench().open()
    const products = await readAll(session, 'products')
    const inventory = await readAll(session, 'inventory')
    await expectLedger(vendor, bench(), {
      products: products.payloads,
      inventory: inventory.payloads,
    })
    for (const { pages } of [products, inventory]) {
      expect(pages.map(({ done }) => done)).toEqual(pages.map((_page, index) => index === pages.length - 1))
    }
    if (!conformance.notOffered?.pages) expect(products.pages.length).toBeGreaterThan(1)
    else expect(products.pages).toHaveLength(1)
  })

  test('batches of nothing but what products tell', async (context) => {
    if (!entities.includes('batches')) notOffered(context, 'batches are not read from this POS')
    const session = bench().open()
    const { payloads: products } = await readAll(session, 'products')
    const { payloads } = await readAll(session, 'batches')
    const known = new Set(
      productsOf(vendor, products, bench().mapContext).flatMap(({ variants }) =>
        variants.map(({ sourceId }) => sourceId),
      ),
    )
    expect(payloads.size).toBeGreaterThan(0)
    for (const payload of payloads.values()) {
      for (const batch of adapter.map.batch(payload, bench().mapContext).draft ?? []) {
        expect(known).toContain(batch.variantSourceId)
      }
    }
  })

  test('from every cursor reading goes on to the same end', async () => {
    for (const entity of entities) {
      const options = { since: new Date(Date.now() - 7 * 86_400_000) }
      const { payloads, pages, cursors } = await readAll(bench().open(), entity, options)
      for (const [index, cursor] of cursors.entries()) {
        if (pages[index]?.done) continue
        const rest = await readAll(bench().open(), entity, { ...options, cursor })
        const before = pages.slice(0, index + 1).flatMap(({ records }) => records)
        const all = new Set([...before.map(({ sourceId }) => sourceId), ...rest.payloads.keys()])
        expect(all, entity).toEqual(new Set(payloads.keys()))
      }
    }
  })

  test('what changed since brings it to where reading everything ends', async () => {
    const session = bench().open()
    const since = new Date()
    const read = {
      products: (await readAll(session, 'products')).payloads,
      inventory: (await readAll(session, 'inventory')).payloads,
    }
    for (const kind of ['rename', 'price', 'stock', 'sell-out', 'deliver', 'deactivate', 'hide', 'add']) {
      await bench().change(kind)
    }
    for (const entity of goods) {
      const changed = await readAll(session, entity, { mode: 'incremental', since })
      if (adapter.manifest.capabilities.incremental.includes(entity)) {
        expect(changed.payloads.size).toBeGreaterThan(0)
        expect(changed.payloads.size).toBeLessThan(read[entity].size / 2)
      }
      for (const [id, payload] of changed.payloads) read[entity].set(id, payload)
    }
    await expectLedger(vendor, bench(), read)
    const full = (await readAll(session, 'products')).payloads
    const drafts = (payloads: Map<string, unknown>) =>
      new Map(productsOf(vendor, payloads, bench().mapContext).map((draft) => [draft.sourceId, draft]))
    expect(drafts(read.products)).toEqual(drafts(full))
  })

  test('a deletion shows: gone from the whole list or told by its status', async () => {
    const session = bench().open()
    const { payloads: before } = await readAll(session, 'products')
    const [removed = '', deactivated = ''] = productsOf(vendor, before, bench().mapContext)
      .filter(({ status }) => status === 'active')
      .map(({ sourceId }) => sourceId)
    await bench().change('remove', removed)
    await bench().change('deactivate', deactivated)
    const { payloads: after } = await readAll(session, 'products')
    const statuses = new Map(
      productsOf(vendor, after, bench().mapContext).map(({ sourceId, status }) => [sourceId, status]),
    )
    expect([undefined, 'deleted']).toContain(statuses.get(removed))
    if (adapter.manifest.capabilities.deletions !== 'absence') {
      expect([undefined, 'inactive', 'deleted']).toContain(statuses.get(deactivated))
    }
    expect(after.size).toBeGreaterThanOrEqual(before.size - 2)
  })

  test('masked stock: lower bounds from the mask on, never more than there is', async (context) => {
    const stockPath = offered(context, vendor, 'stockPath')
    bench().intercept({ instead: (path) => (stockPath.test(path) ? { status: 403, body: '{}' } : null) })
    const { payloads } = await readAll(bench().open(), 'inventory')
    const levels = levelsOf(vendor, payloads, bench().mapContext)
    const truth = new Map((await bench().ledger()).map(({ sourceId, quantity }) => [sourceId, quantity]))
    expect(levels.some(({ bound }) => bound === 'at_least')).toBe(true)
    for (const [id, total] of totalsOf(levels)) {
      const exact = levels.every((level) => level.variantSourceId !== id || level.bound === 'exact')
      if (exact) expect(total.toNumber(), id).toBe(truth.get(id))
      else expect(total.toNumber(), id).toBeLessThanOrEqual(truth.get(id) ?? 0)
    }
  })

  test('nothing more once its run is cancelled', async () => {
    const cancel = new AbortController()
    const pages = bench()
      .open({ signal: cancel.signal })
      .read('products', { mode: 'full', cursor: null, since: null })
    if (!conformance.notOffered?.pages) await pages.next()
    cancel.abort(new Error('cancelled by a person'))
    await expect(pages.next()).rejects.toThrow('cancelled by a person')
  })

  test('every record maps to drafts that fit the model', async () => {
    for (const entity of entities) {
      const { payloads } = await readAll(bench().open(), entity)
      expect(payloads.size, entity).toBeGreaterThan(0)
      for (const payload of payloads.values()) {
        for (const draft of mapRecord(adapter, entity, payload, bench().mapContext).drafts) {
          draftSchemas[entity].parse(draft)
        }
      }
    }
  })
})

describe.each(cases)('the budget · $id', (vendor) => {
  const bench = useBench(vendor, { clock: systemClock })

  test('no call beyond what the POS allows, over all entities', async () => {
    const session = bench().open()
    const since = new Date(Date.now() - 2 * 86_400_000)
    for (const entity of vendor.adapter.manifest.entities) await readAll(session, entity, { since })
    const { perSecondMax, byStatus } = await bench().counters()
    const { perSecond, burst, unit } = vendor.adapter.manifest.limits
    // Where points are counted, the POS counts no calls.
    if (unit !== 'points') expect(perSecondMax).toBeGreaterThan(0)
    expect(bench().http.measurements.map(({ outcome }) => outcome)).not.toContain('rate_limited')
    expect(perSecondMax).toBeLessThanOrEqual(Math.max(perSecond, burst))
    expect(byStatus['429']).toBeUndefined()
  })
})
