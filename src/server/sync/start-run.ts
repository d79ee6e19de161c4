import type { PoolClient } from 'pg'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import type { SyncMode } from '#server/model/sync.ts'
import { activeStatuses } from './run-status.ts'

export type StartRun = {
  connectionId: string
  mode: SyncMode
  trigger: 'first' | 'schedule' | 'person'
  requestedById: string | null
}

/** Puts the run's job into the queue, in the same transaction. */
export type EnqueueRun = (tx: PoolClient, runId: string) => Promise<void>

/**
 * Starts a run of a connection, or finds the one that is under way: a connection has at most one, however many ask
 * at once (a unique index decides). The run and its job are committed together.
 * @throws {AppError} `not_found` no such connection; `conflict` the connection is not active
 */
export async function startRun(
  tx: PoolClient,
  request: StartRun,
  enqueue: EnqueueRun,
): Promise<{ runId: string; alreadyRunning: boolean }> {
  const connection = await findConnection(tx, request.connectionId)
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO sync_run (id, organization_id, connection_id, mode, trigger, requested_by_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (connection_id) WHERE status IN ('planned', 'running', 'cancelling') DO NOTHING
     RETURNING id`,
    [
      newId(),
      connection.organizationId,
      request.connectionId,
      request.mode,
      request.trigger,
      request.requestedById,
    ],
  )
  const runId = inserted.rows[0]?.id
  if (!runId) return { runId: await activeRun(tx, request.connectionId), alreadyRunning: true }
  await enqueue(tx, runId)
  const { organizationId, storeId } = connection
  await notifyLive(tx, {
    organizationId,
    storeId,
    topic: 'run',
    id: runId,
    connectionId: request.connectionId,
  })
  return { runId, alreadyRunning: false }
}

async function findConnection(tx: PoolClient, id: string) {
  const { rows } = await tx.query<{ organizationId: string; storeId: string; status: string }>(
    'SELECT organization_id AS "organizationId", store_id AS "storeId", status FROM connection WHERE id = $1',
    [id],
  )
  const [connection] = rows
  if (!connection) throw new AppError('not_found', 'This connection does not exist any more.')
  if (connection.status !== 'active') {
    throw new AppError(
      'conflict',
      'Only an active connection can be synced. Finish setting it up or resume it first.',
    )
  }
  return connection
}

async function activeRun(tx: PoolClient, connectionId: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM sync_run WHERE connection_id = $1 AND status = ANY($2::text[])',
    [connectionId, activeStatuses],
  )
  const [run] = rows
  if (!run) throw new AppError('conflict', 'A sync of this connection has just ended. Try again.')
  return run.id
}
