import { beforeEach, expect, test } from 'vitest'
import { AdapterError } from '#server/adapters/errors.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { ingestPage } from '#server/ingest/ingest-page.ts'
import { systemClock } from '#server/lib/clock.ts'
import { cancelRun } from './cancel-run.ts'
import { claimRun } from './claim-run.ts'
import { maxAttempts } from './judge-failure.ts'
import { startRun } from './start-run.ts'
import { fakePos, fakeProducts, openFake } from './testing/fake-pos.ts'
import { createConnection, productRows, queueRun, runRow, work } from './testing/sync-world.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

test('a run that fails goes on from its last page, not from the start', async () => {
  const pos = fakePos(fakeProducts(15))
  pos.beforePage = (entity, start) => {
    if (entity === 'products' && start === 10) throw new AdapterError('unreachable', 'No answer.')
  }
  const runId = await queueRun(pool, connectionId)
  await expect(work(pool, pos, runId)).rejects.toThrow('No answer.')
  expect(await runRow(pool, runId)).toMatchObject({
    status: 'planned',
    error_kind: 'unreachable',
    error_message: 'No answer.',
  })
  pos.beforePage = () => undefined
  pos.reads.length = 0
  expect(await work(pool, pos, runId)).toBe('succeeded')
  expect(pos.reads.filter(({ entity }) => entity === 'products').map(({ start }) => start)).toEqual([10])
  expect((await runRow(pool, runId)).phases[0]).toMatchObject({ read: 15, created: 15, pages: 3 })
})

test('a POS that stays away fails the run in the end, and progress starts the count again', async () => {
  const pos = fakePos(fakeProducts(15))
  let reachable = 1
  pos.beforePage = (_entity, start) => {
    if (start >= reachable * 5) throw new AdapterError('unavailable', 'Down.')
  }
  const runId = await queueRun(pool, connectionId)
  for (let attempt = 1; attempt < maxAttempts; attempt += 1)
    await expect(work(pool, pos, runId)).rejects.toThrow()
  reachable = 2
  await expect(work(pool, pos, runId)).rejects.toThrow()
  expect(await runRow(pool, runId)).toMatchObject({ resumed: 2, stalled: maxAttempts - 2 })
  for (let attempt = 1; attempt < maxAttempts; attempt += 1)
    await expect(work(pool, pos, runId)).rejects.toThrow()
  expect(await work(pool, pos, runId)).toBe('failed')
  expect(await runRow(pool, runId)).toMatchObject({
    status: 'failed',
    error_kind: 'unavailable',
    resumed: 2,
    stalled: 2 * maxAttempts - 3,
  })
})

test('a refused sign-in fails the run at once and asks a person', async () => {
  const pos = fakePos(fakeProducts(1))
  pos.beforePage = () => {
    throw new AdapterError('unauthenticated', 'The key was refused.')
  }
  const runId = await queueRun(pool, connectionId)
  expect(await work(pool, pos, runId)).toBe('failed')
  const { rows } = await pool.query('SELECT attention FROM connection WHERE id = $1', [connectionId])
  expect(rows[0].attention).toContain('The key was refused.')
  expect((await runRow(pool, runId)).phases[0]).toMatchObject({ status: 'failed' })
})

test('a cancel reaches a page that is still being fetched', async () => {
  const pos = fakePos(fakeProducts(15))
  pos.beforePage = async (_entity, start, signal) => {
    if (start === 10) await systemClock.sleep(60_000, signal)
  }
  const runId = await queueRun(pool, connectionId)
  const working = work(pool, pos, runId)
  await expect.poll(async () => (await productRows(pool, connectionId)).length).toBe(10)
  expect(await cancelRun(pool, runId)).toBe('cancelling')
  expect(await working).toBe('cancelled')
  expect(await runRow(pool, runId)).toMatchObject({
    status: 'cancelled',
    phases: [{ status: 'cancelled' }, { status: 'waiting' }],
  })
  await expect(cancelRun(pool, runId)).rejects.toThrow('over already')
})

test('a run that only waits is cancelled at once and never starts', async () => {
  const runId = await queueRun(pool, connectionId)
  expect(await cancelRun(pool, runId)).toBe('cancelled')
  expect(await work(pool, fakePos(fakeProducts(1)), runId)).toBe('not_ours')
})

test('a worker that stops leaves the run for the next one', async () => {
  const pos = fakePos(fakeProducts(15))
  const stopping = new AbortController()
  pos.beforePage = (_entity, start) => {
    if (start === 10) stopping.abort(new Error('stopping'))
  }
  const runId = await queueRun(pool, connectionId)
  await expect(work(pool, pos, runId, { signal: stopping.signal })).rejects.toThrow('stopping')
  expect(await runRow(pool, runId)).toMatchObject({ status: 'planned', error_message: null })
  pos.beforePage = () => undefined
  expect(await work(pool, pos, runId)).toBe('succeeded')
  expect(await productRows(pool, connectionId)).toHaveLength(15)
})

test('a worker whose run was taken over writes nothing more', async () => {
  const runId = await queueRun(pool, connectionId)
  const zombie = await claimRun(pool, runId)
  const successor = await claimRun(pool, runId)
  if (!zombie || !successor) throw new Error('not claimed')
  const { session, ...mapping } = await openFake(fakePos(fakeProducts(3)))({
    db: pool,
    connectionId,
    signal: new AbortController().signal,
  })
  const { value: page } = await session.read('products', { mode: 'full', cursor: null, since: null }).next()
  const write = (run: typeof zombie) =>
    inTransaction(
      (tx) =>
        ingestPage({
          tx,
          run,
          entity: 'products',
          number: 1,
          page,
          pages: 1,
          observedAt: new Date(),
          fetchMs: 0,
          ...mapping,
        }),
      pool,
    )
  await expect(write(zombie)).rejects.toThrow('another worker')
  expect(await productRows(pool, connectionId)).toHaveLength(0)
  await write(successor)
  expect(await productRows(pool, connectionId)).toHaveLength(3)
})

test('twenty people and schedulers asking at once start one run', async () => {
  const jobs: string[] = []
  const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      inTransaction((tx) => startRun(tx, request, async (_tx, runId) => void jobs.push(runId)), pool),
    ),
  )
  expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1)
  expect(answers.filter(({ alreadyRunning }) => !alreadyRunning)).toHaveLength(1)
  expect(jobs).toHaveLength(1)
})
