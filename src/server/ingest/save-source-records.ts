import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { againMark, type Comparison } from './compare-hashes.ts'
import type { Cause, ChangedRecord, Scope } from './types.ts'

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
  cause: Cause,
  entity: SyncEntity,
  records: ChangedRecord[],
): Promise<void> {
  await tx.query(
    `WITH input AS (
       SELECT id, source_id, hash, payload::jsonb AS payload, source_updated_at, version
         FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::int[])
           AS i(id, source_id, hash, payload, source_updated_at, version)
     ), kept AS (
       INSERT INTO source_record (id, connection_id, entity, source_id, hash, payload, source_updated_at, version)
       SELECT id, $1, $2, source_id, hash, payload, source_updated_at, version FROM input
       ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET
         hash = excluded.hash, payload = excluded.payload, version = excluded.version,
         source_updated_at = excluded.source_updated_at, deleted_at = NULL,
         changed_at = CASE WHEN excluded.version > source_record.version THEN now() ELSE source_record.changed_at END
     )
     INSERT INTO source_record_version (record_id, version, hash, payload, run_id)
     SELECT id, version, hash, payload, $3 FROM input
     ON CONFLICT (record_id, version) DO NOTHING`,
    [
      scope.connectionId,
      entity,
      cause.runId,
      records.map((record) => record.recordId),
      records.map((record) => record.sourceId),
      records.map((record) => record.hash),
      records.map((record) => record.json),
      records.map((record) => record.sourceUpdatedAt),
      records.map((record) => record.version),
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
