import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkBudgets, checkRetryAfter, deafSpans } from './check-calls.ts'
import { checkForgeries, checkNotices } from './check-notices.ts'
import { checkStores } from './check-stores.ts'
import { checkJobs, checkLastRuns, checkStreams, checkTurns, checkVersions } from './check-tables.ts'
import type { Evidence } from './evidence.ts'

/** What a run leaves behind through which everything held. */
function evidence(): Evidence {
  const order = { sourceId: 'o1', status: 'ready', customerSourceId: 'c1', totalMinor: 1200 }
  const notice = { connectionId: 'a', bodySha256: 'one', topic: 'products/update' }
  const kept = { state: 'applied', errorKind: null, duplicates: 1, tookMs: 80 }
  const call = { path: '/products', ms: 40, fault: null, budget: 'key' }
  return {
    stores: [
      {
        connectionId: 'a',
        vendor: 'pos',
        ledger: {
          products: [
            { sourceId: 'p1', priceMinor: 1334.6, status: 'active', quantity: 3 },
            { sourceId: 'p2', priceMinor: null, status: 'active', quantity: 0.5 },
          ],
          customers: [{ sourceId: 'c1' }],
          orders: [{ ...order, lines: [{}, {}] }],
        },
        held: {
          products: [
            { sourceId: 'p1', priceMinor: 1335, quantity: 3 },
            { sourceId: 'p2', priceMinor: 900, quantity: 0.5 },
          ],
          customers: ['c1'],
          // The second has fallen out of the POS's sight.
          orders: [
            { ...order, lines: 2 },
            { ...order, sourceId: 'o0', lines: 1 },
          ],
        },
      },
    ],
    events: [
      { stream: 'product:1', version: 1, type: 'product.created' },
      { stream: 'product:1', version: 2, type: 'product.changed' },
    ],
    pages: ['r1', 'r1', 'r2'].map((runId) => ({ connectionId: 'a', entity: 'products', runId })),
    versions: [
      { recordId: '1', version: 1, deliveryId: null },
      { recordId: '1', version: 2, deliveryId: 'd1' },
      { recordId: '2', version: 1, deliveryId: 'd1' },
    ],
    notices: {
      sent: [
        { ...notice, forged: false, faults: ['duplicate'], tries: 2 },
        { ...notice, bodySha256: 'two', forged: false, faults: [], tries: 1 },
        { ...notice, bodySha256: 'made up', forged: true, faults: [], tries: 1 },
      ],
      arrived: [
        { ...notice, status: 200 },
        { ...notice, status: 200 },
        // Kept, and the answer got lost.
        { ...notice, bodySha256: 'two', status: null },
        { ...notice, bodySha256: 'made up', status: 401 },
      ],
      stored: [
        { id: 'd1', ...notice, ...kept },
        { id: 'd2', ...notice, bodySha256: 'two', ...kept, state: 'dead', errorKind: 'not_found' },
      ],
      impostures: [{ connectionId: 'b', bodySha256: 'one', status: 401 }],
    },
    fires: 1,
    jobs: [{ id: 'j1', queue: 'sync.run', state: 'completed' }],
    runs: [{ id: 'r2', vendor: 'pos', mode: 'full', status: 'succeeded', errorMessage: null }],
    calls: new Map([
      [
        'pos',
        [
          { ...call, number: 1, at: '2026-11-24T10:00:00.000Z', status: 429, fault: 'rate-limit' },
          // On its way when the 429 was said, and after the five seconds it asked for.
          { ...call, number: 2, at: '2026-11-24T10:00:00.500Z', status: 200 },
          { ...call, number: 3, at: '2026-11-24T10:00:05.100Z', status: 200 },
        ],
      ],
    ]),
  }
}

const checks: Record<string, (evidence: Evidence) => string[]> = {
  stores: checkStores,
  streams: checkStreams,
  turns: checkTurns,
  versions: checkVersions,
  notices: checkNotices,
  forgeries: checkForgeries,
  budgets: checkBudgets,
  early: (all) => checkRetryAfter(all, { retryAfterMs: 5_000, graceMs: 1_000 }, []).problems,
  jobs: checkJobs,
  runs: checkLastRuns,
}
const broken = (all: Evidence) =>
  Object.entries(checks).flatMap(([name, check]) => (check(all).length > 0 ? [name] : []))

/** @throws when it is not there: what is doctored must exist */
function at<T>(list: readonly T[], index: number): T {
  const item = list.at(index)
  if (item === undefined) throw new Error('nothing there to doctor')
  return item
}

test('what a run leaves through which everything held is not held against it', () => {
  expect(broken(evidence())).toEqual([])
})

describe('a doctored run is found out', () => {
  const doctored: [what: string, found: string[], doctor: (all: Evidence) => void][] = [
    ['a product is missing', ['stores'], ({ stores }) => void at(stores, 0).held.products.pop()],
    [
      'a product is held twice',
      ['stores'],
      ({ stores }) => {
        const { products } = at(stores, 0).held
        products.push(at(products, 0))
      },
    ],
    ['a removed product is still held', ['stores'], ({ stores }) => void at(stores, 0).ledger.products.pop()],
    [
      'a price is a cent off',
      ['stores'],
      ({ stores }) => void Object.assign(at(at(stores, 0).held.products, 0), { priceMinor: 1334 }),
    ],
    [
      'stock is half a gram off',
      ['stores'],
      ({ stores }) => void Object.assign(at(at(stores, 0).held.products, 1), { quantity: 1 }),
    ],
    ['a customer is missing', ['stores'], ({ stores }) => void at(stores, 0).held.customers.pop()],
    [
      'an order is a step behind',
      ['stores'],
      ({ stores }) => void Object.assign(at(at(stores, 0).held.orders, 0), { status: 'pending' }),
    ],
    [
      'an order lost a line',
      ['stores'],
      ({ stores }) => void Object.assign(at(at(stores, 0).held.orders, 0), { lines: 1 }),
    ],
    ['an event is gone', ['streams'], ({ events }) => void events.shift()],
    ['an event stands twice', ['streams'], ({ events }) => void events.push(at(events, 1))],
    [
      'a product was created again',
      ['streams'],
      ({ events }) => void events.push({ ...at(events, 0), version: 3 }),
    ],
    ['two runs wrote by turns', ['turns'], ({ pages }) => void pages.push({ ...at(pages, 0) })],
    ['a version is skipped', ['versions'], ({ versions }) => void versions.splice(0, 1)],
    [
      'a notice was applied twice',
      ['versions'],
      ({ versions }) => void versions.push({ ...at(versions, 1), version: 3 }),
    ],
    ['an accepted notice is lost', ['notices'], ({ notices }) => void notices.stored.shift()],
    [
      'a notice is kept twice',
      ['notices'],
      ({ notices }) => void notices.stored.push({ ...at(notices.stored, 0), id: 'd3' }),
    ],
    [
      'a notice still waits',
      ['notices'],
      ({ notices }) => void Object.assign(at(notices.stored, 0), { state: 'received' }),
    ],
    [
      'a notice died without a name',
      ['notices'],
      ({ notices }) => void Object.assign(at(notices.stored, 1), { errorKind: null }),
    ],
    [
      'a notice refused for certain is kept',
      ['notices'],
      ({ notices }) => void Object.assign(at(notices.arrived, 2), { status: 401 }),
    ],
    [
      'a forged notice is kept',
      ['forgeries'],
      ({ notices }) =>
        void notices.stored.push({ ...at(notices.stored, 0), id: 'd3', bodySha256: 'made up' }),
    ],
    [
      'a forged notice was answered 200',
      ['forgeries'],
      ({ notices }) => void Object.assign(at(notices.arrived, 3), { status: 200 }),
    ],
    [
      'a notice of another store was taken',
      ['forgeries'],
      ({ notices }) => void Object.assign(at(notices.impostures, 0), { status: 200 }),
    ],
    [
      'a call above the budget',
      ['budgets'],
      ({ calls }) => void Object.assign(at(calls.get('pos') ?? [], 0), { fault: null }),
    ],
    [
      'a call before Retry-After was over',
      ['early'],
      ({ calls }) => void Object.assign(at(calls.get('pos') ?? [], 2), { at: '2026-11-24T10:00:03.000Z' }),
    ],
    ['a job hangs', ['jobs'], ({ jobs }) => void Object.assign(at(jobs, 0), { state: 'active' })],
    ['the last run failed', ['runs'], ({ runs }) => void Object.assign(at(runs, 0), { status: 'failed' })],
  ]
  test.each(doctored)('%s', (_what, found, doctor) => {
    const all = evidence()
    doctor(all)
    expect(broken(all)).toEqual(found)
  })
})

test('of any stream, to leave one event out anywhere but at the end, or to repeat one, is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.boolean(), (length, place, leaveOut) => {
      const events = Array.from({ length }, (_, index) => ({
        stream: 'product:1',
        version: index + 1,
        type: 'product.changed',
      }))
      expect(checkStreams({ events })).toEqual([])
      if (leaveOut) events.splice(place % (length - 1), 1)
      else events.push(at(events, place % length))
      expect(checkStreams({ events })).toHaveLength(1)
    }),
  )
})

test('a call before Retry-After was over is nobody’s fault when the 429 may have gone unheard', () => {
  const { calls } = evidence()
  Object.assign(at(calls.get('pos') ?? [], 2), { at: '2026-11-24T10:00:03.000Z' })
  const said = Date.parse('2026-11-24T10:00:00.000Z')
  const judged = (what: string, began: number, ended: number) =>
    checkRetryAfter(
      { calls },
      { retryAfterMs: 5_000, graceMs: 1_000 },
      deafSpans([{ what, began, ended, known: true, detail: {} }]),
    ).problems.length
  expect([
    judged('POS line a hole', said - 1_000, said + 1_000),
    judged('worker killed -9', said + 500, said + 600),
    judged('worker frozen past its lease', said + 500, said + 30_000),
    judged('database gone without a word', said - 30_000, said - 30_000),
  ]).toEqual([0, 0, 0, 0])
  expect([
    judged('POS line a hole', said - 9_000, said - 4_000),
    judged('worker frozen past its lease', said - 20_000, said + 5_000),
    judged('POS says 429', said - 1_000, said + 1_000),
  ]).toEqual([1, 1, 1])
})
