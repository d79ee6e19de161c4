import { afterAll, beforeEach, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import { pool } from '#server/db/pool.ts'
import { noteBudgetUse } from '#server/http/budget-use.ts'
import { createRateBudget } from '#server/http/rate-budget.ts'
import { recordMeasurements } from '#server/http/record-measurements.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { budgetState } from './budget-state.ts'

let connectionId = ''
let key = ''
const until = () => ({ deadline: new Date(Date.now() + 5_000), signal: AbortSignal.timeout(5_000) })
const budget = () =>
  createRateBudget({
    db: pool,
    clock: systemClock,
    leaseMs: 60_000,
    random: () => 0,
    noteUse: (rule) => noteBudgetUse(pool, connectionId, rule),
  })

beforeEach(async () => {
  const { organizationId, storeIds } = await createOrganization(pool, { stores: 1 })
  connectionId = await insertConnection(pool, organizationId, storeIds[0] ?? '')
  key = `vendor:${newId()}`
})
afterAll(() => pool.end())

it('shows nothing of a connection that has not called', async () => {
  expect(await budgetState(pool, connectionId)).toEqual({ keys: [], lanes: [], operations: [] })
})

it('shows what is taken of each key, also by others, and until when the POS wants no call', async () => {
  const rule = { key, capacity: 10, perSecond: 1 }
  const [ours, others] = [budget(), budget()]
  await ours.take(rule, 'catalogue', until())
  await others.take(rule, 'orders', until())
  const points = { key: `${key}:points`, points: 100, restorePerSecond: 0.001 }
  await ours.take(points, 'stock', { ...until(), cost: 25 })
  await ours.block(points, 60_000)
  expect((await budgetState(pool, connectionId)).keys).toEqual([
    { key, counts: 'calls', capacity: 10, perSecond: 1, taken: 2, blockedUntil: null },
    {
      key: points.key,
      counts: 'points',
      capacity: 100,
      perSecond: 0.001,
      taken: expect.closeTo(25, 1),
      blockedUntil: expect.any(Date),
    },
  ])
})

it('shows how long each lane waited in the last hour, the highest lane first', async () => {
  const call = { status: 200, attempt: 1, outcome: 'ok', milliseconds: 1, occurredAt: new Date() } as const
  await recordMeasurements(pool, connectionId, [
    { ...call, operation: 'products.list', lane: 'catalogue', waitedMs: 400 },
    { ...call, operation: 'products.list', lane: 'catalogue', waitedMs: 20 },
    { ...call, operation: 'orders.submit', lane: 'orders', waitedMs: 3 },
    {
      ...call,
      operation: 'old.list',
      lane: 'stock',
      waitedMs: 9,
      occurredAt: new Date(Date.now() - 7_200_000),
    },
  ])
  expect(await budgetState(pool, connectionId)).toEqual({
    keys: [],
    lanes: [
      { lane: 'orders', calls: 1, p95: 3, longest: 3 },
      { lane: 'catalogue', calls: 2, p95: 400, longest: 400 },
    ],
    operations: ['old.list', 'orders.submit', 'products.list'],
  })
})
