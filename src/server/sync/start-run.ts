import type { PoolClient } from 'pg'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import { type RunMode, type SyncEntity, syncEntities } from '#server/model/sync.ts'
import { claimEntities } from './claims.ts'

export type StartRun = {
  connectionId: string
  mode: RunMode
  trigger: 'first' | 'schedule' | 'person' | 'notice'
  requestedById: string | null
  /** Absent or empty: all the connection reads. */
  entities?: readonly SyncEntity[]
  /** Writes nothing; its difference waits for a person. */
  dry?: boolean
  scheduleId?: string | null
  undoesRunId?: string | null
}

/** `entities`: what the run reads; those that another run has already are left to it. */
export type StartedRun = { runId: string; alreadyRunning: boolean; entities: SyncEntity[] }

/** Puts the run's job into the queue, in the same transaction. */
export type EnqueueRun = (tx: PoolClient, runId: string) => Promise<void>

/**
 * Starts a run of those entities that no run reads now, or finds the one that is under way when none is free: each
 * kind of record of a connection has at most one, however many ask at once (a unique index decides). The run, its
 * claims and its job are committed together.
 * @throws {AppError} `not_found` no such connection; `conflict` the connection is not active
 */
export async function startRun(tx: PoolClient, request: StartRun, enqueue: EnqueueRun): Promise<StartedRun> {
  const connection = await findConnection(tx, request.connectionId)
  const { connectionId } = request
  const wanted = request.entities?.length ? request.entities : connection.entities
  const id = newId()
  const entities = await claimEntities(tx, { id, connectionId }, wanted)
  if (entities.length === 0) return { ...(await activeRun(tx, connectionId, wanted)), alreadyRunning: true }
  await tx.query(
    `INSERT INTO sync_run (id, organization_id, connection_id, mode, trigger, requested_by_id, entities, dry,
                           schedule_id, undoes_run_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      connection.organizationId,
      connectionId,
      request.mode,
      request.trigger,
      request.requestedById,
      entities,
      request.dry ?? false,
      request.scheduleId ?? null,
      request.undoesRunId ?? null,
    ],
  )
  await enqueue(tx, id)
  const { organizationId, storeId } = connection
  await notifyLive(tx, { organizationId, storeId, topic: 'run', id, connectionId })
  return { runId: id, alreadyRunning: false, entities }
}

async function findConnection(tx: PoolClient, id: string) {
  const { rows } = await tx.query<{
    organizationId: string
    storeId: string
    status: string
    entities: SyncEntity[]
  }>(
    `SELECT organization_id AS "organizationId", store_id AS "storeId", status, entities
       FROM connection WHERE id = $1`,
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
  return { ...connection, entities: connection.entities.length > 0 ? connection.entities : syncEntities }
}

async function activeRun(tx: PoolClient, connectionId: string, wanted: readonly SyncEntity[]) {
  const { rows } = await tx.query<{ runId: string; entities: SyncEntity[] }>(
    `SELECT r.id AS "runId", r.entities FROM sync_claim c JOIN sync_run r ON r.id = c.run_id
      WHERE c.connection_id = $1 AND c.entity = ANY($2::text[]) AND c.active
      ORDER BY r.queued_at LIMIT 1`,
    [connectionId, wanted],
  )
  const [run] = rows
  if (!run) throw new AppError('conflict', 'A sync of this connection has just ended. Try again.')
  return run
}
