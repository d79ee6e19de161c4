import type { PoolClient } from 'pg'
import { allManifests } from '#server/adapters/lookup.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'

/** A notice may come this much later than the poll that was quicker. */
const graceMinutes = 2

/** Runs further back are not looked for; their share is not shown any more either. */
const lookBackDays = 7

/** Record ids kept of what was missed, for the screen. */
const mostKept = 20

/**
 * Compares what polls found changed with what notices had told since the read before, for every run of the connection
 * that ended long enough ago for a notice to have come and was not compared yet. Kinds of record this vendor's notices
 * don't tell of are left out, and so is what is no change at the POS: first readings, runs that a notice asked for,
 * records that are only mapped anew. Records of people are sealed and can't be compared, so of those only what the POS
 * says it changed since counts. Each run is compared once.
 */
export async function auditMissed(tx: PoolClient, connectionId: string): Promise<void> {
  const entities = await toldOf(tx, connectionId)
  if (entities.length === 0) return
  await tx.query(
    `WITH reading AS MATERIALIZED (
       SELECT r.id, p->>'entity' AS entity, r.started_at, r.ended_at, r.trigger,
              lag(r.started_at) OVER (PARTITION BY p->>'entity' ORDER BY r.started_at) AS since
         FROM sync_run r CROSS JOIN LATERAL jsonb_array_elements(r.phases) AS p
        WHERE r.connection_id = $1 AND r.queued_at > now() - 2 * $3 * interval '1 day' AND r.mode <> 'undo' AND NOT r.dry
          AND p->>'status' = 'done' AND p->>'entity' = ANY($2::text[])
     ), due AS MATERIALIZED (
       SELECT * FROM reading
        WHERE since IS NOT NULL AND ended_at < now() - $4 * interval '1 minute' AND trigger <> 'notice'
          AND ended_at > now() - $3 * interval '1 day'
          AND NOT EXISTS (SELECT FROM notice_audit a WHERE a.run_id = reading.id AND a.entity = reading.entity)
     ), told AS (
       SELECT d.id AS run_id, d.entity, e->>'sourceId' AS source_id
         FROM due d
         JOIN webhook_delivery w ON w.connection_id = $1 AND w.origin = 'vendor' AND w.state = 'applied'
                                AND w.received_at >= d.since AND w.received_at < d.started_at
        CROSS JOIN LATERAL jsonb_array_elements(w.effects) AS e
        WHERE e->>'entity' = d.entity AND e->>'outcome' IN ('created', 'updated', 'removed')
     ), found AS (
       SELECT d.id AS run_id, d.entity, r.source_id, d.since, d.ended_at
         FROM due d
         JOIN source_record_version v ON v.run_id = d.id
         JOIN source_record r ON r.id = v.record_id AND r.entity = d.entity
         LEFT JOIN source_record_version b ON b.record_id = v.record_id AND b.version = v.version - 1
        WHERE b.payload IS DISTINCT FROM v.payload
          AND (r.entity <> ALL($5::text[]) OR r.source_updated_at >= d.since)
       UNION
       SELECT d.id, d.entity, r.source_id, d.since, d.ended_at
         FROM due d
         JOIN source_record r ON r.connection_id = $1 AND r.entity = d.entity
                             AND r.deleted_at BETWEEN d.started_at AND d.ended_at
     ), missed AS (
       SELECT f.run_id, f.entity, f.source_id FROM found f
        WHERE NOT EXISTS (
          SELECT FROM webhook_delivery_record n JOIN webhook_delivery w ON w.id = n.delivery_id AND w.origin = 'vendor'
           WHERE n.connection_id = $1 AND n.entity = f.entity AND n.source_id = f.source_id
             AND n.received_at BETWEEN f.since AND f.ended_at + $4 * interval '1 minute')
     )
     INSERT INTO notice_audit (run_id, connection_id, entity, changed, missed, source_ids, created_at)
     SELECT d.id, $1, d.entity,
            (SELECT count(*) FROM (SELECT source_id FROM found f WHERE f.run_id = d.id AND f.entity = d.entity
                                   UNION SELECT source_id FROM told t WHERE t.run_id = d.id AND t.entity = d.entity)),
            (SELECT count(*) FROM missed m WHERE m.run_id = d.id AND m.entity = d.entity),
            ARRAY(SELECT source_id FROM missed m WHERE m.run_id = d.id AND m.entity = d.entity
                   ORDER BY source_id LIMIT ${mostKept}),
            d.ended_at
       FROM due d
     ON CONFLICT (run_id, entity) DO NOTHING`,
    [connectionId, entities, lookBackDays, graceMinutes, entities.filter(isPersonal)],
  )
}

/** The kinds of record the connection's vendor sends notices of; none where it sends no notices. */
async function toldOf(tx: PoolClient, connectionId: string): Promise<SyncEntity[]> {
  const { rows } = await tx.query<{ vendor: string }>('SELECT vendor FROM connection WHERE id = $1', [
    connectionId,
  ])
  const manifest = allManifests().find(({ id }) => id === rows[0]?.vendor)
  return manifest?.capabilities.webhooks?.tellsOf ?? []
}
