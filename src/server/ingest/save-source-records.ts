import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { againMark, type Comparison } from './compare-hashes.ts'
import type { Cause, ChangedRecord, HashedRecord, Scope } from './types.ts'

/** New and changed records with the id and version their row will have. */
export function identifyRecords(changed: Comparison[]): ChangedRecord[] {
  return changed.map(({ record, stored, outcome }) => ({
    ...record,
    recordId: stored?.id ?? newId(),
    version: (stored?.version ?? 0) + (outcome === 'again' ? 0 : 1),
    isNew: stored === null,
  }))
}

/**
 * Keeps the JSON of records: the newest version in `source_record`, every version in `source_record_version`.
 * @param records identified by {@link identifyRecords}
 */
export async function saveSourceRecords(
  tx: PoolClient,
  scope: Scope,
  causeOf: (sourceId: string) => Cause,
  entity: SyncEntity,
  records: ChangedRecord[],
): Promise<void> {
  const ids = records.map((record) => record.recordId)
  const causes = records.map(({ sourceId }) => causeOf(sourceId))
  await tx.query(
    `INSERT INTO source_record (id, connection_id, entity, source_id, hash, source_updated_at, version, observed_at,
                                payload)
     SELECT id, $1, $2, source_id, hash, source_updated_at, version, observed_at, payload
       FROM ROWS FROM (unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::timestamptz[]),
                       jsonb_array_elements($9::jsonb))
         AS i(id, source_id, hash, source_updated_at, version, observed_at, payload)
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET
       hash = excluded.hash, payload = excluded.payload, version = excluded.version,
       source_updated_at = excluded.source_updated_at, deleted_at = NULL,
       observed_at = coalesce(excluded.observed_at, source_record.observed_at),
       changed_at = CASE WHEN excluded.version > source_record.version THEN now() ELSE source_record.changed_at END`,
    [
      scope.connectionId,
      entity,
      ids,
      records.map((record) => record.sourceId),
      records.map((record) => record.hash),
      records.map((record) => record.sourceUpdatedAt),
      records.map((record) => record.version),
      records.map((record) => record.observedAt),
      `[${records.map((record) => record.json).join()}]`,
    ],
  )
  // Copied from the row, where PostgreSQL has compressed it: compressing is most of what a long payload costs. Each row is
  // found by its key, whatever a new table's statistics say.
  await tx.query(
    `INSERT INTO source_record_version (record_id, version, hash, payload, run_id, delivery_id)
     SELECT r.id, r.version, r.hash, r.payload, i.run_id, i.delivery_id
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS i(id, run_id, delivery_id)
      CROSS JOIN LATERAL (SELECT * FROM source_record WHERE id = i.id LIMIT 1) r
     ON CONFLICT (record_id, version) DO NOTHING`,
    [
      ids,
      causes.map((cause) => ('runId' in cause ? cause.runId : null)),
      causes.map((cause) => ('deliveryId' in cause ? cause.deliveryId : null)),
    ],
  )
}

/**
 * Moves on when unchanged records were last observed, so that what was seen before counts as older. Polls of a
 * connection follow each other and need none of it: a write for every record read would be their most expensive part.
 */
export async function markObserved(
  tx: PoolClient,
  connectionId: string,
  entity: SyncEntity,
  records: HashedRecord[],
): Promise<void> {
  if (records.length === 0) return
  await tx.query(
    `UPDATE source_record r SET observed_at = i.observed_at
       FROM unnest($3::text[], $4::timestamptz[]) AS i(source_id, observed_at)
      WHERE r.connection_id = $1 AND r.entity = $2 AND r.source_id = i.source_id
        AND (r.observed_at IS NULL OR r.observed_at < i.observed_at)`,
    [
      connectionId,
      entity,
      records.map((record) => record.sourceId),
      records.map((record) => record.observedAt),
    ],
  )
}

/** Marks records that could not be placed yet, so that they are mapped again when the rest has come. */
export async function markWaiting(
  tx: PoolClient,
  records: ChangedRecord[],
  waiting: Set<string>,
): Promise<void> {
  const ids = records.filter((record) => waiting.has(record.sourceId)).map((record) => record.recordId)
  if (ids.length === 0) return
  await tx.query('UPDATE source_record SET hash = $2 || hash WHERE id = ANY($1::uuid[])', [ids, againMark])
}
