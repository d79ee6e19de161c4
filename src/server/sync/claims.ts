import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { type SyncEntity, syncEntities } from '#server/model/sync.ts'

/**
 * Takes what of a connection a run may read: those of the entities that no other run has. A unique index decides,
 * over all processes; whoever asks while another is being granted the same waits for its transaction.
 * @param wanted asked for in the order of `syncEntities`, so that two who ask for several never wait for each other
 * @returns those that were free, in that order
 */
export async function claimEntities(
  tx: Queryable,
  run: { id: string; connectionId: string },
  wanted: readonly SyncEntity[],
): Promise<SyncEntity[]> {
  const { rows } = await tx.query<{ entity: SyncEntity }>(
    `INSERT INTO sync_claim (run_id, connection_id, entity) SELECT $1, $2, unnest($3::text[])
     ON CONFLICT (connection_id, entity) WHERE active DO NOTHING RETURNING entity`,
    [run.id, run.connectionId, syncEntities.filter((entity) => wanted.includes(entity))],
  )
  const granted = new Set(rows.map(({ entity }) => entity))
  return syncEntities.filter((entity) => granted.has(entity))
}

/**
 * Takes a run's entities again after it waited for a person: all or none.
 * @throws {AppError} `conflict` when another run has one of them; the transaction is to be rolled back
 */
export async function reclaimEntities(
  tx: Queryable,
  run: { id: string; connectionId: string },
): Promise<void> {
  const { rows } = await tx.query<{ entity: SyncEntity }>(
    'DELETE FROM sync_claim WHERE run_id = $1 RETURNING entity',
    [run.id],
  )
  const wanted = rows.map(({ entity }) => entity)
  const granted = await claimEntities(tx, run, wanted)
  const missing = wanted.filter((entity) => !granted.includes(entity))
  if (missing.length === 0) return
  throw new AppError(
    'conflict',
    `Another sync is reading ${missing.join(' and ')} of this connection right now. Try again when it is over.`,
  )
}

/** Lets other runs have what these read; called in the transaction that ends a run or lets it wait for a person. */
export async function releaseClaims(tx: Queryable, runIds: string[]): Promise<void> {
  await tx.query('UPDATE sync_claim SET active = false WHERE run_id = ANY($1::uuid[]) AND active', [runIds])
}
