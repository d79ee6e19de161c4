import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { cancelRun } from '../cancel-run.ts'
import { createConnection, queueRun } from '../testing/sync-world.ts'
import { moveSchedule, pauseSchedule } from './change-schedule.ts'
import { findSchedules, type ScheduleFilter, type SchedulePage } from './find-schedules.ts'
import { fireDueSchedules } from './fire-due.ts'
import { listSchedules } from './list-schedules.ts'
import type { WantedSchedule } from './rule.ts'
import { replanSchedules, saveSchedules } from './save-schedules.ts'

const start = new Date('2026-05-05T10:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const jobs: string[] = []
const fire = (now: Date) => fireDueSchedules(pool, async (_tx, runId) => void jobs.push(runId), now)

const quarterly = (entity: WantedSchedule['entity'], mode: WantedSchedule['mode'] = 'incremental') =>
  ({ entity, mode, rule: { everyMinutes: 15 }, jitterSeconds: 60 }) as const
const nightly = {
  entity: 'products',
  mode: 'full',
  rule: { window: { from: '02:00', to: '05:00' } },
  jitterSeconds: 0,
} as const

let connectionId = ''
beforeEach(async () => {
  await pool.query('DELETE FROM sync_schedule')
  jobs.length = 0
  connectionId = await createConnection(pool)
})

const save = (...wanted: WantedSchedule[]) =>
  inTransaction((tx) => saveSchedules(tx, connectionId, wanted, start), pool)

async function runs() {
  const { rows } = await pool.query<{ id: string; mode: string; entities: string[]; trigger: string }>(
    'SELECT id, mode, entities, trigger FROM sync_run WHERE connection_id = $1 ORDER BY queued_at, mode',
    [connectionId],
  )
  return rows
}

test('eight schedulers at once fire each slot once, and what is due together is one run', async () => {
  await save(quarterly('products'), quarterly('inventory'), quarterly('orders', 'full'))
  await Promise.all(Array.from({ length: 8 }, () => fire(after(16))))
  expect(await runs()).toMatchObject([
    { mode: 'full', entities: ['orders'], trigger: 'schedule' },
    { mode: 'incremental', entities: ['products', 'inventory'], trigger: 'schedule' },
  ])
  expect(jobs).toHaveLength(2)
  const { rows } = await pool.query('SELECT count(*)::int FROM schedule_slot')
  expect(rows).toEqual([{ count: 3 }])
})

test.each([
  ['three hours', 3 * 60],
  ['three days', 3 * 24 * 60],
])('a scheduler that slept %s catches up once and goes on with what is to come', async (_, minutes) => {
  await save(quarterly('products'))
  const woken = after(minutes)
  expect(await fire(woken)).toBe(1)
  const [run] = await runs()
  await cancelRun(pool, run?.id ?? '')
  expect(await fire(woken)).toBe(0)
  const [schedule] = await listSchedules(pool, connectionId)
  expect(schedule?.last).toEqual({ firedAt: woken, runId: run?.id, status: 'cancelled' })
  const wait = (schedule?.nextFireAt?.getTime() ?? 0) - woken.getTime()
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(16 * 60_000)
})

test('a slot that fired does not fire again, also when clocks are set back', async () => {
  await save(quarterly('products'))
  await fire(after(16))
  const [run] = await runs()
  await cancelRun(pool, run?.id ?? '')
  await inTransaction((tx) => replanSchedules(tx, 'connection', [connectionId], start), pool)
  expect(await fire(after(16))).toBe(0)
  expect(await runs()).toHaveLength(1)
})

test('a window that is over meanwhile waits for the next night', async () => {
  await save(nightly)
  const [tonight] = await listSchedules(pool, connectionId)
  expect(await fire(new Date('2026-05-06T12:00:01Z'))).toBe(0)
  const [tomorrow] = await listSchedules(pool, connectionId)
  // 02:00 to 05:00 in Los Angeles, in summer.
  expect(tonight?.nextFireAt?.toISOString()).toMatch(/^2026-05-06T(09|10|11):/)
  expect(tomorrow?.nextFireAt?.toISOString()).toMatch(/^2026-05-07T(09|10|11):/)
  expect(tomorrow?.last).toBeNull()
})

test('a full reading waits for an incremental one that is under way, and is not lost', async () => {
  await save(nightly)
  const night = new Date('2026-05-06T11:50:00Z')
  const running = await queueRun(pool, connectionId, { mode: 'incremental', entities: ['products'] })
  expect(await fire(night)).toBe(0)
  await cancelRun(pool, running)
  expect(await fire(new Date(night.getTime() + 60_000))).toBe(1)
  expect((await runs()).at(-1)).toMatchObject({ mode: 'full', entities: ['products'] })
})

test('another time zone is another moment', async () => {
  await save(nightly)
  await pool.query(
    `UPDATE store SET time_zone = 'America/New_York' WHERE id = (SELECT store_id FROM connection WHERE id = $1)`,
    [connectionId],
  )
  await inTransaction((tx) => replanSchedules(tx, 'connection', [connectionId], start), pool)
  const [schedule] = await listSchedules(pool, connectionId)
  expect(schedule?.nextFireAt?.toISOString()).toMatch(/^2026-05-06T(06|07|08):/)
})

test('nothing fires while its schedule or its connection is paused', async () => {
  await save(quarterly('products'), quarterly('inventory'))
  await pool.query(
    `UPDATE sync_schedule SET paused = true WHERE connection_id = $1 AND entity = 'inventory'`,
    [connectionId],
  )
  await pool.query(`UPDATE connection SET status = 'paused' WHERE id = $1`, [connectionId])
  expect(await fire(after(20))).toBe(0)
  await pool.query(`UPDATE connection SET status = 'active' WHERE id = $1`, [connectionId])
  expect(await fire(after(20))).toBe(1)
  expect(await runs()).toMatchObject([{ entities: ['products'] }])
})

test('a schedule whose way to read is changed stays the same one, and takes the place of one like it', async () => {
  await save(quarterly('products'), nightly)
  const [edited, replaced] = await listSchedules(pool, connectionId)
  const ref = { connectionId, id: edited?.id ?? '' }
  const move = (mode: WantedSchedule['mode'], ...entities: WantedSchedule['entity'][]) =>
    inTransaction((tx) => moveSchedule(tx, ref, { mode, entities }), pool)
  const left = async () =>
    (await listSchedules(pool, connectionId)).map(({ id, entity, mode }) => ({ id, entity, mode }))

  await move('full', 'inventory', 'products')
  expect(await left()).toEqual([{ id: ref.id, entity: 'products', mode: 'full' }])
  await move('full', 'inventory')
  expect(await left()).toEqual([{ id: ref.id, entity: 'inventory', mode: 'full' }])
  ref.id = replaced?.id ?? ''
  await expect(move('full', 'products')).rejects.toMatchObject({ code: 'not_found' })
})

test('a schedule made paused waits; saving one that is there leaves its pause as it is', async () => {
  await save({ ...quarterly('products'), paused: true })
  expect(await listSchedules(pool, connectionId)).toMatchObject([{ paused: true, nextFireAt: null }])
  await save({ ...quarterly('products'), paused: false })
  expect(await listSchedules(pool, connectionId)).toMatchObject([{ paused: true, nextFireAt: null }])
})

test('schedules of all connections are found by next start, those that start nothing last, each with its last start', async () => {
  await save(nightly, quarterly('products'), quarterly('inventory'))
  await fire(after(16))
  const [stock] = (await listSchedules(pool, connectionId)).filter(({ entity }) => entity === 'inventory')
  const id = stock?.id ?? ''
  await inTransaction((tx) => pauseSchedule(tx, { connectionId, id }, true, start), pool)
  const { rows } = await pool.query<{ organizationId: string }>(
    'SELECT organization_id AS "organizationId" FROM connection WHERE id = $1',
    [connectionId],
  )
  const scope = { organizationId: rows[0]?.organizationId ?? '', storeIds: null }
  const find = (filter: ScheduleFilter, page: Partial<SchedulePage> = {}) =>
    findSchedules(pool, scope, filter, { sort: 'next', direction: 'asc', page: 1, pageSize: 50, ...page })
  const found = await find({})
  expect(found).toMatchObject({
    total: 3,
    rows: [
      { entity: 'products', mode: 'incremental', last: { status: 'planned' }, connectionPaused: false },
      { entity: 'products', mode: 'full', last: null, rule: nightly.rule },
      { entity: 'inventory', paused: true, nextFireAt: null, last: { status: 'planned' } },
    ],
  })
  expect(found.rows[0]?.nextFireAt).toEqual(expect.any(Date))
  const lastStarted = await find({}, { sort: 'last', direction: 'desc' })
  expect(lastStarted.rows.map(({ last }) => last !== null)).toEqual([true, true, false])
  const name = found.rows[0]?.connectionName ?? ''
  expect((await find({ q: name, entities: ['products'], modes: ['full'] })).rows).toHaveLength(1)
  expect((await find({ starts: false })).rows).toMatchObject([{ id }])
  expect((await find({}, { page: 2, pageSize: 2 })).rows).toMatchObject([{ id }])
  expect(await find({}, { page: 3, pageSize: 2 })).toEqual({ total: 3, rows: [] })
  expect(await find({ q: '%' })).toEqual({ total: 0, rows: [] })

  await pool.query(`UPDATE connection SET status = 'paused' WHERE id = $1`, [connectionId])
  const paused = await find({ starts: true })
  expect(paused.total).toBe(0)
  expect((await find({})).rows.map((row) => [row.nextFireAt, row.connectionPaused])).toEqual(
    Array.from({ length: 3 }, () => [null, true]),
  )
})
