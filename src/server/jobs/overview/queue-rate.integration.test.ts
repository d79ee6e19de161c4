import { beforeAll, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { sender } from '../enqueue.ts'
import { queueRate } from './queue-rate.ts'

/** Of today, for which pg-boss has made a partition. */
const today = systemClock.now().toISOString().slice(0, 10)
const at = (time: string) => new Date(`${today}T${time}Z`)

beforeAll(() => sender())

test('the last hour has all its steps, and one nobody counted is unknown, not none', async () => {
  const counts: [queue: string, at: Date, done: number, failed: number][] = [
    ['sync.run', at('12:04:10'), 3, 1],
    ['sync.run', at('12:04:20'), 2, 0],
    ['sync.run', at('11:30:10'), 0, 0],
    ['notices.process', at('11:30:10'), 7, 0],
  ]
  for (const count of counts) {
    await pool.query(
      `INSERT INTO pgboss.queue_stats (name, captured_on, delta_on, completed_delta, failed_delta)
       VALUES ($1, $2, $2, $3, $4)`,
      count,
    )
  }
  const ofOne = await queueRate(pool, 'sync.run', at('12:05:00'))
  expect(ofOne).toHaveLength(30)
  expect(ofOne.at(-1)).toEqual({ at: at('12:04:00'), done: 5, failed: 1 })
  expect(ofOne.filter(({ done }) => done !== null)).toEqual([
    { at: at('11:30:00'), done: 0, failed: 0 },
    { at: at('12:04:00'), done: 5, failed: 1 },
  ])
  const ofAll = await queueRate(pool, undefined, at('12:05:00'))
  expect(ofAll.find((step) => step.at.getTime() === at('11:30:00').getTime())?.done).toBe(7)
})
