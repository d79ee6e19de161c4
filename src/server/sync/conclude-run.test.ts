import { expect, test } from 'vitest'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { concludeRun } from './conclude-run.ts'
import type { RunEnd } from './end-run.ts'

const good: RunEnd = { status: 'succeeded', errorKind: null, errorMessage: null, attention: null }
const phase = (entity: SyncEntity, change: Partial<SyncPhase> = {}): SyncPhase => ({
  ...{
    entity,
    status: 'done',
    step: null,
    error: null,
    pages: 1,
    total: null,
    read: 100,
    created: 0,
    updated: 0,
  },
  ...{ unchanged: 100, failed: 0, deleted: 0, startedAt: null, endedAt: null, ...change },
})
const conclude = (phases: SyncPhase[], full: SyncEntity[] = ['products'], end = good) =>
  concludeRun(end, phases, new Set(full))

test('a run that read what the POS says it has succeeded', () => {
  expect(conclude([phase('products', { total: 100 }), phase('inventory', { failed: 50 })])).toBe(good)
})

test.each<[string, Partial<SyncPhase>, string]>([
  [
    'nothing came though the POS says there is something',
    { total: 40, read: 0 },
    'has 40 products but sent none',
  ],
  ['far fewer came than the POS says there are', { total: 250 }, 'has 250 products but sent only 100'],
  ['more than half could not be taken over', { failed: 51 }, '51 of 100 products could not be taken over'],
])('a run in which %s is suspicious, in words', (_, change, words) => {
  const end = conclude([phase('products', change), phase('inventory')])
  expect(end.status).toBe('suspicious')
  expect(end.errorMessage).toContain(words)
})

test("of what was read in part the POS's total is not asked", () => {
  expect(conclude([phase('products', { total: 5000, read: 3 })], [])).toBe(good)
})

test('what failed while the rest went on makes it partly failed, and failed when nothing else was read', () => {
  const broken = phase('orders', { status: 'failed', error: 'The POS does not know this list.' })
  expect(conclude([phase('products'), broken])).toMatchObject({
    status: 'partly_failed',
    errorMessage: 'Not read to the end: orders: The POS does not know this list.',
  })
  expect(conclude([broken])).toMatchObject({ status: 'failed' })
})

test('records the POS could not hand out make it partly failed, by name, and suspicious stays so', () => {
  const left = [{ entity: 'products' as const, names: ['Record 8 of the list', 'Record 9 of the list'] }]
  const end = concludeRun(good, [phase('products', { failed: 2 })], new Set(), left)
  expect(end).toMatchObject({ status: 'partly_failed', errorKind: 'records_left_out', attention: null })
  expect(end.errorMessage).toContain('products: Record 8 of the list, Record 9 of the list.')
  const doubtful = concludeRun(good, [phase('products', { failed: 51 })], new Set(), left)
  expect(doubtful).toMatchObject({ status: 'suspicious' })
  expect(doubtful.errorMessage).toContain('Record 8 of the list')
})

test('a run that waits for a person keeps waiting', () => {
  const waiting: RunEnd = { ...good, status: 'waiting_for_approval' }
  expect(conclude([phase('products', { total: 250 })], ['products'], waiting)).toBe(waiting)
})
