import type { PoolClient } from 'pg'
import type { RemovableEntity } from '../plan-run.ts'

/** How what goes is told, by entity: of `r`, its source record. Stock that goes was sellable, a product was on show. */
const told: Record<RemovableEntity, string> = {
  products: `SELECT p.name, p.status = 'active' AS hides, false AS zeroes,
       jsonb_build_array(jsonb_build_object('field', 'status', 'before', p.status, 'after', 'deleted')) AS difference
       FROM product p WHERE p.connection_id = r.connection_id AND p.source_id = r.source_id`,
  inventory: `SELECT min(p.name || CASE WHEN v.label = '' THEN '' ELSE ' · ' || v.label END) AS name, false AS hides,
       sum(l.quantity) FILTER (WHERE o.sellable) > 0 AS zeroes,
       jsonb_agg(jsonb_build_object('field', 'quantity', 'location', o.name, 'before', trim_scale(l.quantity)::text,
                                    'after', null)) AS difference
       FROM inventory_level l JOIN location o ON o.id = l.location_id JOIN variant v ON v.id = l.variant_id
       JOIN product p ON p.id = v.product_id WHERE l.record_id = r.id`,
  batches: `SELECT min(concat_ws(' · ', p.name, coalesce(b.lot, b.compliance_tag))) AS name, false AS hides,
       false AS zeroes,
       jsonb_agg(jsonb_build_object('field', 'quantity', 'before', trim_scale(b.quantity)::text, 'after', null))
         AS difference
       FROM batch b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id
      WHERE b.record_id = r.id`,
  customers: `SELECT 'Customer ' || r.source_id AS name, false AS hides, false AS zeroes,
       jsonb_build_array(jsonb_build_object('field', 'status', 'before', c.status, 'after', 'deleted')) AS difference
       FROM customer c WHERE c.connection_id = r.connection_id AND c.source_id = r.source_id`,
}

/** A record to take away. `baseVersion`: the stored version it was decided for; absent, the one stored now. */
export type Removal = {
  sourceId: string
  hash: string
  baseVersion?: number
  state: 'staged' | 'overtaken'
}

/**
 * Stages records to be removed, in one statement.
 * @param at `position`: of the first; `observedAt`: when they were known to be gone
 */
export async function stageRemovals(
  tx: PoolClient,
  run: { id: string; connectionId: string },
  entity: RemovableEntity,
  removals: Removal[],
  at: { position: number; observedAt: Date },
): Promise<void> {
  if (removals.length === 0) return
  await tx.query(
    `INSERT INTO sync_change (run_id, entity, source_id, position, action, hash, observed_at, base_version, name,
                              difference, hides, zeroes, state)
     SELECT $1, $3, r.source_id, $5 + i.place, 'remove', i.hash, $6, coalesce(i."baseVersion", r.version),
            coalesce(told.name, r.source_id), coalesce(told.difference, '[]'), coalesce(told.hides, false),
            coalesce(told.zeroes, false), i.state
       FROM ROWS FROM (jsonb_to_recordset($4::jsonb) AS ("sourceId" text, hash text, "baseVersion" int, state text))
              WITH ORDINALITY AS i("sourceId", hash, "baseVersion", state, place)
       JOIN source_record r ON r.connection_id = $2 AND r.entity = $3 AND r.source_id = i."sourceId"
       LEFT JOIN LATERAL (${told[entity]}) told ON true
     ON CONFLICT (run_id, entity, source_id) DO NOTHING`,
    [run.id, run.connectionId, entity, JSON.stringify(removals), at.position, at.observedAt],
  )
}
