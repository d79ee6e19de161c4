import { afterEach, beforeAll, expect, test } from 'vitest'
import { env } from '#env'
import { createOrganization } from '#server/access/testing.ts'
import { insertProducts, insertRun } from '#server/catalog/queries/testing.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { callerFor } from '#server/trpc/testing.ts'
import { createWorkerBoss } from '../boss.ts'
import { runSyncJob, wakeChannel } from '../definitions.ts'
import { sender, wakeConnections } from '../enqueue.ts'
import { HopelessJobError } from '../job-failure.ts'
import type { JobHandler } from '../job-handler.ts'
import { startWorker, type Worker } from '../start-worker.ts'
import { insertDeadLetter } from '../testing/dead-letter.ts'

const workers: Worker[] = []
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
  await pool.query(`DELETE FROM pgboss.job_common WHERE name LIKE ANY('{sync.run%,notices.process%}')`)
})
beforeAll(() => sender())

const patience = { timeout: 20_000, interval: 50 }

/** A worker that does `run` with jobs of syncs instead of syncing. */
async function startWith(
  run: JobHandler['run'],
  options: { vendors?: string[]; concurrency?: number } = {},
): Promise<Worker> {
  const worker = await startWorker({
    boss: createWorkerBoss(env.DATABASE_URL, 4, logger),
    pool,
    open: () => Promise.reject(new Error('nothing is opened here')),
    clock: systemClock,
    random: Math.random,
    logger,
    id: newId(),
    concurrency: options.concurrency ?? 2,
    vendors: options.vendors ?? null,
    handlers: [{ definition: { name: runSyncJob.name, long: true }, run }],
  })
  workers.push(worker)
  return worker
}

/** Puts `count` jobs of a line into the queue, as one that has waited longest. */
async function fill(line: string, vendor: string, count: number, hoursAgo: number): Promise<void> {
  await pool.query(
    `INSERT INTO pgboss.job_common (name, priority, data, group_id, group_tier, singleton_key, policy, start_after)
     SELECT 'sync.run', 20, jsonb_build_object('line', $1::text), $1, $2, $1 || i, 'exclusive',
            now() - $4 * interval '1 hour' FROM generate_series(1, $3::int) i`,
    [line, vendor, count, hoursAgo],
  )
}

const lineOf = (data: unknown) => (data as { line: string }).line
const jobs = async (where: string) =>
  (await pool.query(`SELECT state::text, retry_count AS tries FROM pgboss.job_common WHERE ${where}`)).rows

test('a connection with 90 % of the backlog, all of it older, does not delay the others: they take turns', {
  timeout: 40_000,
}, async () => {
  const others = Array.from({ length: 9 }, () => newId())
  const big = newId()
  await fill(big, 'any', 162, 5)
  for (const other of others) await fill(other, 'any', 2, 1)
  const done: string[] = []
  await startWith(async (data) => {
    done.push(lineOf(data))
  })
  await expect.poll(() => done.length, patience).toBe(180)
  const lastOther = done.findLastIndex((line) => line !== big)
  const bigBefore = done.slice(0, lastOther).filter((line) => line === big).length
  // Two rounds of ten; one claim in eight goes to who has waited longest, which is the big one.
  expect(lastOther).toBeLessThan(18 + 8)
  expect(bigBefore).toBeLessThanOrEqual(8)
})

test('a job whose worker was lost goes on soon, however often it was tried before', {
  timeout: 60_000,
}, async () => {
  await pool.query(
    `INSERT INTO pgboss.job_common (name, data, policy, state, started_on, heartbeat_on, heartbeat_seconds, retry_count,
                                    retry_limit, retry_delay, retry_backoff, retry_delay_max)
     VALUES ('sync.run', '{"line": "lost"}', 'exclusive', 'active', now(), now() - interval '1 minute', 15, 7,
             1000, 4, true, 120)`,
  )
  const done: string[] = []
  await startWith(async (data) => {
    done.push(lineOf(data))
  })
  // Every ten seconds the queue looks for lost jobs; without being brought forward this one would wait two minutes.
  await expect.poll(() => done, { ...patience, timeout: 45_000 }).toEqual(['lost'])
})

test('a notice wakes the workers at once; of a connection whose job waits already that is said, and nobody is woken twice', async () => {
  const listener = await pool.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload }) => void heard.push(payload ?? ''))
  await listener.query(`LISTEN ${wakeChannel}`)
  const line = { connectionId: newId(), vendor: 'any' }
  const wake = () => inTransaction((tx) => wakeConnections(tx, [line]), pool)
  try {
    expect(await wake()).toEqual([])
    await expect.poll(() => heard, patience).toEqual(['notices.process'])
    expect(await wake()).toEqual([line])
    await listener.query('SELECT 1')
    expect(heard).toEqual(['notices.process'])
  } finally {
    await listener.query('UNLISTEN *')
    listener.removeAllListeners('notification')
    listener.release()
  }
})

test('an attempt that fails beside one of its key that waits is no dead letter; what gave up for good is', {
  timeout: 40_000,
}, async () => {
  const [failing, waiting, hopeless] = [newId(), newId(), newId()]
  await pool.query(
    `INSERT INTO pgboss.job_common (id, name, data, policy, state, singleton_key, started_on, start_after, retry_limit,
                                    dead_letter)
     SELECT id, 'notices.process', '{}', 'stately', state::pgboss.job_state, key, now(), now() + interval '1 hour', tries,
            'notices.process/dead'
       FROM (VALUES ($1::uuid, 'active', 'a', 20), ($2, 'retry', 'a', 20), ($3, 'active', 'b', 0)) AS j(id, state, key, tries)`,
    [failing, waiting, hopeless],
  )
  const boss = await sender()
  await boss.fail('notices.process', [failing, hopeless])
  const letters = async () =>
    (
      await pool.query(
        `SELECT source_id AS id FROM pgboss.job_common WHERE name = 'notices.process/dead' AND source_id = ANY($1::uuid[])`,
        [[failing, hopeless]],
      )
    ).rows.map(({ id }) => id)
  expect(new Set(await letters())).toEqual(new Set([failing, hopeless]))
  await startWith(async () => undefined)
  await expect.poll(letters, patience).toEqual([hopeless])
})

test('a worker for some vendors takes theirs and leaves the rest, which show as served by nobody', {
  timeout: 40_000,
}, async () => {
  const api = await callerFor(
    (await (await createOrganization(pool, { stores: 1 })).addPerson('ops')).sessionId,
  )
  await fill(newId(), 'alpha', 3, 1)
  await fill(newId(), 'beta', 3, 1)
  const done: string[] = []
  await startWith(
    async (data) => {
      done.push(lineOf(data))
    },
    { vendors: ['alpha'] },
  )
  await expect.poll(() => jobs(`name = 'sync.run' AND state < 'active'`), patience).toHaveLength(3)
  expect(await jobs(`group_tier = 'beta' AND state = 'created'`)).toHaveLength(3)
  expect(done).toHaveLength(3)
  const unserved = async () =>
    (await api.queue.overview()).unserved.map(({ queue, vendor }) => ({ queue, vendor }))
  await expect.poll(unserved, patience).toContainEqual({ queue: 'sync.run', vendor: 'beta' })
  expect(await unserved()).not.toContainEqual({ queue: 'sync.run', vendor: 'alpha' })
})

test('a job that names nothing gives up at once, holds nobody up, and is done once after it was edited and retried', {
  timeout: 40_000,
}, async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  const [storeId = ''] = organization.storeIds
  const { connectionId } = await insertProducts(pool, organization.organizationId, storeId, 1)
  const runId = await insertRun(pool, organization.organizationId, connectionId)
  const api = await callerFor((await organization.addPerson('ops')).sessionId)
  const elsewhere = await callerFor(
    (await (await createOrganization(pool, { stores: 1 })).addPerson('owner')).sessionId,
  )
  const poison = newId()
  const boss = await sender()
  const group = { id: connectionId, tier: 'any' }
  await boss.send('sync.run', { runId: poison }, { group, singletonKey: poison, priority: 20 })
  await fill(newId(), 'any', 3, 1)
  const done: unknown[] = []
  await startWith(async (data) => {
    if ((data as { runId?: string }).runId === poison)
      throw new HopelessJobError('There is no run with this id.')
    done.push(data)
  })
  const dead = async () => (await api.queue.dead({ state: 'waiting' })).rows
  await expect.poll(async () => (await dead()).length, patience).toBe(1)
  await expect.poll(() => done.length, patience).toBe(3)
  const [letter] = await dead()
  if (!letter) throw new Error('there was one a moment ago')
  const { id } = letter
  expect(await api.queue.reasons({})).toMatchObject([
    { queue: 'sync.run', reason: 'names_nothing', waiting: 1 },
  ])
  expect(await api.queue.deadLetter({ id })).toMatchObject({
    message: 'There is no run with this id.',
    payload: { runId: poison },
    attempts: 1,
    firstFailedAt: expect.any(Date),
    worker: expect.stringContaining(String(process.pid)),
    fields: [{ name: 'runId', kind: 'text', required: true, id: true }],
  })
  await expect(elsewhere.queue.deadLetter({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await elsewhere.queue.retry({ ids: [id] })).toEqual({ retried: 0, refused: 0, orphaned: 0 })

  const edit = (value: string) => api.queue.edit({ id, payload: { runId: value } })
  await expect(edit('no id')).rejects.toMatchObject({ cause: { field: 'runId' } })
  await expect(edit(newId())).rejects.toMatchObject({ cause: { field: 'runId' } })
  const twice = await Promise.allSettled([edit(runId), edit(runId), api.queue.retry({ ids: [id] })])
  expect(twice.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  await expect.poll(() => done.length, patience).toBeGreaterThan(3)
  const after = await api.queue.deadLetter({ id })
  expect(after).toMatchObject({ state: 'retried', payload: { runId: poison } })
  const made = await jobs(`name = 'sync.run' AND id = '${after.outcome?.jobId}'`)
  expect(made).toHaveLength(1)
  const audit = await pool.query(`SELECT action FROM audit_entry WHERE subject = $1`, [`job:${id}`])
  expect(audit.rows).toEqual([{ action: 'job.retried' }])
})

test('what gave up of a connection that was removed shows to who sees its whole organisation, and can only be discarded', async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  const [storeId = ''] = organization.storeIds
  const { connectionId } = await insertProducts(pool, organization.organizationId, storeId, 1)
  const id = await insertDeadLetter(pool, connectionId, newId())
  const api = await callerFor((await organization.addPerson('owner')).sessionId)
  const limited = await callerFor((await organization.addPerson('ops', { storeIds: [storeId] })).sessionId)
  const elsewhere = await callerFor(
    (await (await createOrganization(pool, { stores: 1 })).addPerson('owner')).sessionId,
  )
  expect((await limited.queue.dead({})).rows).toMatchObject([{ id, orphaned: false }])
  const { name } = await api.connections.get({ id: connectionId })
  await api.connections.remove({ id: connectionId, confirmName: name })

  const ops = await callerFor((await organization.addPerson('ops')).sessionId)
  expect((await ops.queue.dead({})).rows).toMatchObject([{ id, orphaned: true, connectionName: null }])
  expect(await ops.queue.reasons({})).toMatchObject([{ waiting: 1, orphaned: 1 }])
  expect(await ops.queue.deadLetter({ id })).toMatchObject({ orphaned: true })
  for (const stranger of [limited, elsewhere]) {
    expect((await stranger.queue.dead({})).rows).toEqual([])
    expect(await stranger.queue.discard({ ids: [id] })).toEqual({ discarded: 0 })
  }
  expect(await ops.queue.retry({ ids: [id] })).toEqual({ retried: 0, refused: 0, orphaned: 1 })
  await expect(ops.queue.edit({ id, payload: { runId: newId() } })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect(await ops.queue.discard({ ids: [id] })).toEqual({ discarded: 1 })
  expect(await ops.queue.deadLetter({ id })).toMatchObject({ state: 'discarded', orphaned: true })
})

test('a worker that stops gives its job back at once, uncounted, and the next one does it', {
  timeout: 40_000,
}, async () => {
  await fill(newId(), 'any', 1, 1)
  const stopping = await startWith(
    (_data, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  )
  await expect.poll(() => stopping.inHand().length, patience).toBe(1)
  const began = performance.now()
  await stopping.stop()
  workers.length = 0
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(await jobs(`name = 'sync.run'`)).toEqual([{ state: 'retry', tries: 0 }])
  await startWith(async () => {})
  await expect.poll(() => jobs(`name = 'sync.run'`), patience).toEqual([{ state: 'completed', tries: 0 }])
})
