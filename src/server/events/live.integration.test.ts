import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { createLiveHub } from './live-hub.ts'
import { liveNotices } from './live-notices.ts'
import { type LiveNotice, notifyLive } from './notify-live.ts'

const database = await createTestDatabase()
const hub = createLiveHub(database.url, systemClock, () => 0)
afterAll(async () => {
  await hub.close()
  await database.drop()
})

const notice = (id: string): LiveNotice => ({ organizationId: 'o', storeId: 's', topic: 'run', id })

test('a notice arrives when its transaction commits, and not when it is rolled back', async () => {
  await hub.ready
  const ended = new AbortController()
  const notices = liveNotices(hub, systemClock, ended.signal)
  const first = notices.next()
  await inTransaction(async (tx) => {
    await notifyLive(tx, notice('undone'))
    throw new Error('rolled back')
  }, database.pool).catch(() => undefined)
  await inTransaction((tx) => notifyLive(tx, notice('done')), database.pool)
  expect((await first).value).toEqual(notice('done'))
  ended.abort()
  expect((await notices.next()).done).toBe(true)
})

test('a hundred notices of one run in a moment are told a few times, not a hundred', async () => {
  await hub.ready
  const heard: LiveNotice[] = []
  const ended = new AbortController()
  const reading = (async () => {
    for await (const one of liveNotices(hub, systemClock, ended.signal)) {
      heard.push(one)
      if (one.id === 'last') ended.abort()
    }
  })()
  // In one transaction they arrive at once, and PostgreSQL tells equal ones only once.
  await inTransaction(async (tx) => {
    for (let count = 0; count < 100; count += 1)
      await notifyLive(tx, { ...notice('busy'), connectionId: `connection ${count}` })
  }, database.pool)
  await notifyLive(database.pool, notice('last'))
  await reading
  expect(heard.filter((one) => one.id === 'busy').length).toBeLessThanOrEqual(4)
  expect(heard.length).toBeGreaterThan(1)
})

test('listening goes on after the connection was cut', async () => {
  await hub.ready
  const ended = new AbortController()
  const notices = liveNotices(hub, systemClock, ended.signal)
  const next = notices.next()
  await database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'cairn-live' AND datname = current_database()`,
  )
  let heard = false
  next.then(() => {
    heard = true
  })
  await expect
    .poll(
      async () => {
        await notifyLive(database.pool, notice('after'))
        return heard
      },
      { timeout: 25_000 },
    )
    .toBe(true)
  ended.abort()
})
