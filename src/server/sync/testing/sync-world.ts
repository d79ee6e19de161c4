/** For tests only: a connection of its own, synced without a queue, and what the database then holds. */

import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { type RunOutcome, type RunSyncInput, runSync } from '../run-sync.ts'
import { type StartRun, startRun } from '../start-run.ts'
import { type FakePos, openFake } from './fake-pos.ts'

/** An active connection in an organisation of its own, without a schedule. `entities` empty: it reads all. */
export async function createConnection(
  pool: Pool,
  { entities = [] }: { entities?: SyncEntity[] } = {},
): Promise<string> {
  const [organizationId, storeId, connectionId] = [newId(), newId(), newId()]
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Test')`, [organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction)
     VALUES ($1, $2, 'Test', 'America/Los_Angeles', 'US-CA')`,
    [storeId, organizationId],
  )
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, entities, updated_at)
     VALUES ($1, $2, $3, 'fake', 'Test', 'active', 'none', $4, now())`,
    [connectionId, organizationId, storeId, entities],
  )
  return connectionId
}

/** Starts a run without a queue: the test is the worker. */
export async function queueRun(
  pool: Pool,
  connectionId: string,
  request: Partial<Pick<StartRun, 'mode' | 'trigger' | 'entities' | 'dry'>> = {},
): Promise<string> {
  const { runId } = await inTransaction(
    (tx) =>
      startRun(
        tx,
        {
          mode: 'full',
          trigger: 'schedule',
          ...request,
          connectionId,
          requestedById: null,
        },
        async () => undefined,
      ),
    pool,
  )
  return runId
}

/** Does a planned run as a worker would. */
export function work(
  pool: Pool,
  pos: FakePos,
  runId: string,
  more: Partial<RunSyncInput> = {},
): Promise<RunOutcome> {
  const signal = new AbortController().signal
  return runSync({ pool, open: openFake(pos), clock: systemClock, runId, signal, ...more })
}

/** One whole sync. */
export async function sync(
  pool: Pool,
  connectionId: string,
  pos: FakePos,
  request: Parameters<typeof queueRun>[2] = {},
): Promise<{ runId: string; outcome: RunOutcome; phases: SyncPhase[] }> {
  const runId = await queueRun(pool, connectionId, request)
  const outcome = await work(pool, pos, runId)
  return { runId, outcome, phases: (await runRow(pool, runId)).phases }
}

export async function runRow(pool: Pool, runId: string) {
  const { rows } = await pool.query<{
    status: string
    phases: SyncPhase[]
    attempts: number
    resumed: number
    stalled: number
    error_kind: string | null
    error_message: string | null
  }>(
    'SELECT status, phases, attempts, resumed, stalled, error_kind, error_message FROM sync_run WHERE id = $1',
    [runId],
  )
  const [row] = rows
  if (!row) throw new Error('no such run')
  return row
}

/** What a connection's catalogue looks like, in the order of the POS's ids. */
export async function productRows(pool: Pool, connectionId: string) {
  const { rows } = await pool.query<{
    id: string
    name: string
    status: string
    price: number
    quantity: string
  }>(
    `SELECT source_id AS id, name, status, min_price_minor AS price, trim_scale(quantity)::text AS quantity
       FROM product WHERE connection_id = $1 ORDER BY length(source_id), source_id`,
    [connectionId],
  )
  return rows
}

export async function eventRows(pool: Pool, connectionId: string) {
  const { rows } = await pool.query<{ type: string; version: number; data: { changes: unknown[] } }>(
    'SELECT type, version, data FROM event WHERE connection_id = $1 ORDER BY position',
    [connectionId],
  )
  return rows
}

export async function issueRows(pool: Pool, connectionId: string) {
  const { rows } = await pool.query<{
    id: string
    entity: string
    code: string
    name: string
    resolved: boolean
  }>(
    `SELECT source_id AS id, entity, code, record_name AS name, resolved_at IS NOT NULL AS resolved
       FROM record_issue WHERE connection_id = $1 ORDER BY source_id, code, field`,
    [connectionId],
  )
  return rows
}
