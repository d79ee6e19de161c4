import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { Cause, RecordIssue, Scope } from './types.ts'

/**
 * Opens the issues found, or refreshes those already open, and closes every other issue of the records looked at. That
 * a record came twice is found when it is read, which may be well before it is written: its own run leaves that open.
 * @param sourceIds the records that were mapped just now
 */
export async function saveIssues(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  entity: SyncEntity,
  sourceIds: string[],
  issues: RecordIssue[],
): Promise<void> {
  if (sourceIds.length === 0 && issues.length === 0) return
  const unique = new Map(
    issues.map((issue) => [JSON.stringify([issue.sourceId, issue.code, issue.field]), issue]),
  )
  const found = [...unique.values()]
  await tx.query(
    `UPDATE record_issue o SET resolved_at = now(), payload = NULL
      WHERE o.connection_id = $1 AND o.entity = $2 AND o.resolved_at IS NULL AND o.source_id = ANY($3::text[])
        AND NOT EXISTS (
          SELECT FROM unnest($4::text[], $5::text[], $6::text[]) AS i(source_id, code, field)
           WHERE i.source_id = o.source_id AND i.code = o.code AND i.field = o.field)
        AND (o.code <> 'duplicate_record' OR o.run_id IS DISTINCT FROM $7::uuid)`,
    [
      scope.connectionId,
      entity,
      sourceIds,
      found.map((issue) => issue.sourceId),
      found.map((issue) => issue.code),
      found.map((issue) => issue.field),
      'runId' in cause ? cause.runId : null,
    ],
  )
  if (found.length === 0) return
  await tx.query(
    `INSERT INTO record_issue (id, organization_id, connection_id, run_id, entity, source_id, record_name, code, field,
                               message, severity, payload)
     SELECT id, $1, $2, $3, $4, source_id, record_name, code, field, message, severity, payload
       FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
         AS i(id, source_id, record_name, code, field, message, severity, payload)
     ON CONFLICT (connection_id, entity, source_id, code, field) DO UPDATE SET
       run_id = excluded.run_id, message = excluded.message, severity = excluded.severity, last_seen_at = now(),
       payload = excluded.payload,
       record_name = coalesce(nullif(excluded.record_name, ''), record_issue.record_name), resolved_at = NULL,
       first_seen_at = CASE WHEN record_issue.resolved_at IS NULL THEN record_issue.first_seen_at ELSE now() END`,
    [
      scope.organizationId,
      scope.connectionId,
      'runId' in cause ? cause.runId : null,
      entity,
      found.map(() => newId()),
      found.map((issue) => issue.sourceId),
      found.map((issue) => issue.recordName),
      found.map((issue) => issue.code),
      found.map((issue) => issue.field),
      found.map((issue) => issue.message),
      found.map((issue) => issue.severity),
      found.map((issue) => issue.payload ?? null),
    ],
  )
}
