import type { PoolClient } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'
import type { Comparison } from './compare-hashes.ts'

/** Instead of a content's hash: that the record is gone was refused. */
export const gone = 'gone'

type Refused = { sourceId: string; hash: string }

/**
 * Sets aside the records whose very content a person has refused, and forgets the refusals of those of which the POS
 * says something else by now.
 * @param digest of a record's canonical JSON; keyed when the records are of people
 * @param forget false for a look that changes nothing
 * @returns the comparisons, those set aside as `refused`
 */
export async function setAsideRefused(
  tx: PoolClient,
  connectionId: string,
  entity: SyncEntity,
  comparisons: Comparison[],
  digest: (json: string) => string,
  forget = true,
): Promise<Comparison[]> {
  const spoken = comparisons.filter(({ outcome }) => outcome !== 'stale')
  const { rows } = await tx.query<Refused>(
    `SELECT source_id AS "sourceId", hash FROM refused_change
      WHERE connection_id = $1 AND entity = $2 AND source_id = ANY($3::text[])`,
    [connectionId, entity, spoken.map(({ record }) => record.sourceId)],
  )
  if (rows.length === 0) return comparisons
  const refused = new Map(rows.map(({ sourceId, hash }) => [sourceId, hash]))
  const aside = new Set(
    spoken
      .filter(({ record, outcome }) => {
        const hash = outcome === 'same' ? undefined : refused.get(record.sourceId)
        return hash !== undefined && hash === digest(record.json)
      })
      .map(({ record }) => record.sourceId),
  )
  const settled = rows.map(({ sourceId }) => sourceId).filter((sourceId) => !aside.has(sourceId))
  if (forget) await forgetRefusals(tx, connectionId, entity, settled)
  return comparisons.map((comparison) =>
    aside.has(comparison.record.sourceId) ? { ...comparison, outcome: 'refused' } : comparison,
  )
}

/** Takes refusals back: what the POS says of these records is taken in again. */
export async function forgetRefusals(
  tx: PoolClient,
  connectionId: string,
  entity: SyncEntity,
  sourceIds: string[],
): Promise<void> {
  if (sourceIds.length === 0) return
  await tx.query(
    'DELETE FROM refused_change WHERE connection_id = $1 AND entity = $2 AND source_id = ANY($3::text[])',
    [connectionId, entity, sourceIds],
  )
}

/**
 * Remembers what is not to be taken in.
 * @param refused a record's content hash each, or {@link gone}
 */
export async function rememberRefusals(
  tx: PoolClient,
  by: { connectionId: string; runId: string; userId: string | null },
  entity: SyncEntity,
  refused: Refused[],
): Promise<void> {
  if (refused.length === 0) return
  await tx.query(
    `INSERT INTO refused_change (connection_id, entity, source_id, hash, run_id, refused_by_id)
     SELECT $1, $2, source_id, hash, $3, $4 FROM unnest($5::text[], $6::text[]) AS i(source_id, hash)
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET
       hash = excluded.hash, run_id = excluded.run_id, refused_by_id = excluded.refused_by_id, refused_at = now()`,
    [
      by.connectionId,
      entity,
      by.runId,
      by.userId,
      refused.map(({ sourceId }) => sourceId),
      refused.map(({ hash }) => hash),
    ],
  )
}
