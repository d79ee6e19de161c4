import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import { pool } from '#server/db/pool.ts'
import { recordMeasurements } from '#server/http/record-measurements.ts'
import { callSeries } from './call-series.ts'

const now = new Date('2026-03-01T12:10:30Z')
let connectionId = ''

beforeAll(async () => {
  const { organizationId, storeIds } = await createOrganization(pool, { stores: 1 })
  connectionId = await insertConnection(pool, organizationId, storeIds[0] ?? '')
  const call = {
    operation: 'products.list',
    status: 200,
    attempt: 1,
    lane: 'catalogue',
    waitedMs: 0,
  } as const
  const at = (text: string) => new Date(`2026-03-01T${text}Z`)
  await recordMeasurements(pool, connectionId, [
    { ...call, outcome: 'ok', milliseconds: 100, occurredAt: at('12:05:00') },
    { ...call, outcome: 'ok', milliseconds: 300, occurredAt: at('12:05:59') },
    { ...call, outcome: 'timeout', milliseconds: 200, occurredAt: at('12:05:30') },
    { ...call, outcome: 'unauthenticated', milliseconds: 50, occurredAt: at('12:10:10') },
    { ...call, outcome: 'invalid_response', milliseconds: 50, occurredAt: at('12:10:20') },
    { ...call, outcome: 'ok', milliseconds: 9999, occurredAt: at('09:00:00') },
  ])
})
afterAll(() => pool.end())

it('counts calls by class in every minute of the last hour', async () => {
  const { bucketMinutes, buckets } = await callSeries(pool, connectionId, 1, now)
  expect(bucketMinutes).toBe(1)
  expect(buckets).toHaveLength(60)
  const atMinute = (text: string) =>
    buckets.find(({ at }) => at.toISOString() === `2026-03-01T${text}:00.000Z`)
  expect(atMinute('12:05')).toEqual({
    at: new Date('2026-03-01T12:05:00Z'),
    ok: 2,
    connection: 1,
    authentication: 0,
    validation: 0,
    p50: 200,
    p95: 290,
    p99: 298,
  })
  expect(atMinute('12:10')).toMatchObject({ ok: 0, connection: 0, authentication: 1, validation: 1 })
})

it('shows a minute without calls as a gap, not as a fast one', async () => {
  const { buckets } = await callSeries(pool, connectionId, 1, now)
  expect(buckets[0]).toMatchObject({ ok: 0, connection: 0, p50: null, p95: null, p99: null })
})

it.each([
  [24, 30, 48],
  [168, 120, 84],
] as const)('covers %i hours in buckets of %i minutes', async (hours, minutes, count) => {
  const { bucketMinutes, buckets } = await callSeries(pool, connectionId, hours, now)
  expect([bucketMinutes, buckets.length]).toEqual([minutes, count])
  expect(buckets.reduce((sum, { ok }) => sum + ok, 0)).toBe(3)
  expect(buckets.at(-1)?.at.getTime()).toBeLessThanOrEqual(now.getTime())
})
