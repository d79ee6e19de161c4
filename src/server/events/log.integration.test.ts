import type { PoolClient } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { withCorrelation } from '#server/lib/correlation.ts'
import { newId } from '#server/lib/ids.ts'
import { appendEvents, type EventContext } from './append-events.ts'
import type { BusEvent } from './bus.ts'
import { checkLog } from './check-log.ts'
import { tidyPartitions } from './partitions.ts'
import { createPostgresBus } from './postgres-bus.ts'
import { readBatch, registerReader } from './read-batch.ts'
import { isSettled, takeFence } from './settled-position.ts'

const database = await createTestDatabase()
const { pool } = database
afterAll(() => database.drop())

const organizationId = newId()
const context: EventContext = {
  organizationId,
  storeId: null,
  connectionId: null,
  cause: { environment: true },
}
const event = (stream: string, n = 0) => ({ stream, type: 'test.happened', data: { n } })
const append = (tx: PoolClient, ...streams: string[]) => appendEvents(tx, context, streams.map(event))
const months = async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

test('many who append to the same streams at once, in any order, leave no gap and no double', async () => {
  const names = ['a', 'b', 'c', 'd']
  await Promise.all(
    Array.from({ length: 24 }, (_, turn) =>
      inTransaction(async (tx) => {
        const order = turn % 2 === 0 ? names : names.toReversed()
        await append(tx, ...order, 'a')
        if (turn % 5 === 0) throw new Error('taken back')
      }, pool).catch((error: Error) => expect(error.message).toBe('taken back')),
    ),
  )
  expect(await checkLog(pool)).toMatchObject({ events: 19 * 5, streams: 4, broken: [], unplaced: 0 })
  const { rows } = await pool.query(
    `SELECT FROM event a JOIN event b ON a.stream = b.stream AND b.version = a.version + 1
      WHERE b.occurred_at < a.occurred_at OR b.position < a.position`,
  )
  expect(rows).toEqual([])
  await pool.query("DELETE FROM event WHERE stream = 'c' AND version = 7")
  // At another time than the first one, as a double would be: the index takes none of the same moment.
  const double = "SET version = 4, occurred_at = occurred_at + interval '1 ms'"
  await pool.query(`UPDATE event ${double} WHERE stream = 'd' AND version = 5`)
  expect((await checkLog(pool)).broken.map(({ stream }) => stream)).toEqual(['c', 'd'])
  await pool.query('TRUNCATE event, event_stream')
})

test('an event says what it began with: the run, the delivery, or the request', async () => {
  const [runId, deliveryId, request] = [newId(), newId(), newId()]
  await inTransaction(async (tx) => {
    await appendEvents(tx, { ...context, cause: { runId } }, [
      event('one'),
      { ...event('one'), cause: { deliveryId } },
    ])
    await withCorrelation(request, () =>
      appendEvents(tx, { ...context, cause: { userId: newId() } }, [event('one')]),
    )
  }, pool)
  const { rows } = await pool.query('SELECT correlation_id AS id FROM event ORDER BY position')
  expect(rows.map(({ id }) => id)).toEqual([runId, deliveryId, request])
})

test('a reader waits for who took a lower position and commits later, and skips nothing', async () => {
  await pool.query('TRUNCATE event, event_stream')
  await registerReader(pool, 'test')
  const seen: string[] = []
  const read = async () => {
    const fence = await takeFence(pool, 'test')
    if (!fence) return 'nothing'
    if (!(await isSettled(pool, fence))) return 'unsettled'
    return readBatch(pool, 'test', {}, fence.position, async (_, events) => {
      seen.push(...events.map(({ stream }) => stream))
    })
  }
  const early = await pool.connect()
  const late = await pool.connect()
  await late.query('BEGIN')
  // The later transaction has the lower id, so that neither order of ids nor of commits is that of positions.
  await late.query('SELECT pg_current_xact_id()')
  await early.query('BEGIN')
  await append(early, 'lower position')
  await append(late, 'higher position')
  await late.query('COMMIT')
  expect(await read()).toBe('unsettled')
  await early.query('COMMIT')
  // Transactions are counted over all databases of a server: those of other tests hold it up as well.
  await expect.poll(read, { timeout: 20_000 }).toBe('done')
  expect(seen).toEqual(['lower position', 'higher position'])
  expect(await read()).toBe('nothing')
  early.release()
  late.release()
})

test('a reader that fails or is killed begins again where it was, and two of a name never work at once', async () => {
  await inTransaction((tx) => append(tx, 'x', 'y'), pool)
  const { position = '' } = (await takeFence(pool, 'test')) ?? {}
  const taken: string[] = []
  const failing = readBatch(pool, 'test', {}, position, async (tx, events) => {
    taken.push(...events.map(({ stream }) => stream))
    await tx.query('CREATE TABLE half_done ()')
    expect(await readBatch(pool, 'test', {}, position, async () => undefined)).toBe('busy')
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())')
  })
  await expect(failing).rejects.toThrow()
  expect((await pool.query("SELECT to_regclass('half_done') AS made")).rows).toEqual([{ made: null }])

  const heard: BusEvent[] = []
  const bus = createPostgresBus({
    pool,
    clock: systemClock,
    hub: () => {
      throw new Error('no screen here')
    },
    onError: () => undefined,
  })
  let failures = 1
  const stop = bus.subscribe('test', { types: ['test.happened'] }, async (_, events) => {
    if (failures-- > 0) throw new Error('once')
    heard.push(...events)
  })
  await expect.poll(() => heard.map(({ stream }) => stream), { timeout: 15_000 }).toEqual(['x', 'y'])
  await stop()
  expect(taken).toEqual(['x', 'y'])
})

test('tidying makes months ahead, places what had none, and drops what is old once it is read', async () => {
  await pool.query('TRUNCATE event, event_stream')
  await pool.query('UPDATE event_reader SET position = 0')
  const now = new Date('2031-03-15T12:00:00Z')
  await inTransaction((tx) => append(tx, 's', 's', 's'), pool)
  await pool.query("UPDATE event SET occurred_at = '2031-03-01T00:00:00Z' WHERE version = 3")
  expect(await checkLog(pool)).toMatchObject({ broken: [], unplaced: 1 })

  const first = await tidyPartitions(pool, now, 25)
  expect(first.made).toEqual(['event_2031_03', 'event_2031_04', 'event_2031_05', 'event_2031_06'])
  expect(first.dropped.some((name) => name === 'event_2026_11')).toBe(false)
  expect(await checkLog(pool)).toMatchObject({ events: 3, broken: [], unplaced: 0 })
  expect(await months()).toContain('event_2026_11')

  await pool.query('UPDATE event_reader SET position = (SELECT last_value FROM event_position_seq)')
  const second = await tidyPartitions(pool, now, 25)
  expect(second.made).toEqual([])
  expect(await tidyPartitions(pool, now, 25)).toEqual({ made: [], dropped: [] })
  expect((await months()).filter((name) => name !== 'event_default')).toEqual(first.made)
  expect(await checkLog(pool)).toMatchObject({ events: 1, streams: 1, broken: [] })
  await inTransaction((tx) => append(tx, 's'), pool)
  expect(await checkLog(pool)).toMatchObject({ events: 2, broken: [] })
})
