import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { allManifests } from '#server/adapters/lookup.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** Milliseconds; null where nothing could be measured. */
export type Delay = { p50: number | null; p95: number | null }

export type Reach = {
  connectionId: string
  connectionName: string
  vendorName: string
  storeName: string
  timeZone: string
  /** Notices that changed something, and how long they took. */
  applied: number
  /** From when the POS says it happened; only of notices that say so. */
  sinceHappened: Delay
  /** From when it came in. */
  sinceReceived: Delay
  /** Records changed at the POS, as far as compared, and those of them no notice told of. */
  changed: number
  missed: number
  lastNoticeAt: Date | null
}

type Row = Omit<Reach, 'vendorName' | 'sinceHappened' | 'sinceReceived'> & {
  vendor: string
  happened: (number | null)[] | null
  received: (number | null)[] | null
}

/** How far back shares and delays look. */
export const reachDays = 7

const delayOf = (found: (number | null)[] | null): Delay => ({
  p50: found?.[0] ?? null,
  p95: found?.[1] ?? null,
})

const delays = `
  percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY extract(epoch FROM processed_at - occurred_at) * 1000)
    FILTER (WHERE occurred_at IS NOT NULL) AS happened,
  percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY extract(epoch FROM processed_at - received_at) * 1000)
    AS received`

/** How well notices tell what changes, of the last seven days: every connection of a vendor that sends notices. */
export async function reachOfNotices(
  db: Queryable,
  scope: QueryScope,
  connectionId?: string,
): Promise<Reach[]> {
  const vendors = allManifests().flatMap(({ id, capabilities }) => (capabilities.webhooks ? [id] : []))
  const sql = sqlValues()
  const where = [
    scopeCondition('c', scope, sql),
    `c.vendor = ANY(${sql.bind(vendors)}::text[])`,
    "c.status <> 'draft'",
  ]
  if (connectionId) where.push(`c.id = ${sql.bind(connectionId)}`)
  const { rows } = await db.query<Row>(
    `SELECT c.id AS "connectionId", c.name AS "connectionName", c.vendor, s.name AS "storeName",
            s.time_zone AS "timeZone", w.applied, w.happened, w.received, a.changed, a.missed,
            (SELECT received_at FROM webhook_delivery
              WHERE connection_id = c.id AND origin = 'vendor' ORDER BY received_at DESC LIMIT 1) AS "lastNoticeAt"
       FROM connection c
       JOIN store s ON s.id = c.store_id
      CROSS JOIN LATERAL (
            SELECT count(*)::int AS applied, ${delays} FROM webhook_delivery
             WHERE connection_id = c.id AND origin = 'vendor' AND state = 'applied'
               AND received_at > now() - interval '${reachDays} days') w
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(changed), 0)::int AS changed, coalesce(sum(missed), 0)::int AS missed FROM notice_audit
             WHERE connection_id = c.id AND created_at > now() - interval '${reachDays} days') a
      WHERE ${where.join(' AND ')}
      ORDER BY s.name, c.name, c.id`,
    sql.values,
  )
  return rows.map(({ vendor, happened, received, ...row }) => ({
    ...row,
    ...{ vendorName: vendorFace(vendor).vendorName },
    sinceHappened: delayOf(happened),
    sinceReceived: delayOf(received),
  }))
}

export type ReachDetail = {
  topics: { topic: string; applied: number; sinceHappened: Delay; sinceReceived: Delay }[]
  /** `sourceIds`: some of what was missed, the newest first. */
  entities: { entity: SyncEntity; changed: number; missed: number; sourceIds: string[] }[]
}

/** The same of one connection by topic, and what was missed by kind of record. The caller has made sure it may be seen. */
export async function reachDetail(db: Queryable, connectionId: string): Promise<ReachDetail> {
  const [topics, entities] = await Promise.all([
    db.query<{ topic: string; applied: number } & Pick<Row, 'happened' | 'received'>>(
      `SELECT topic, count(*)::int AS applied, ${delays} FROM webhook_delivery
        WHERE connection_id = $1 AND origin = 'vendor' AND state = 'applied'
          AND received_at > now() - interval '${reachDays} days'
        GROUP BY 1 ORDER BY 2 DESC, 1`,
      [connectionId],
    ),
    db.query<ReachDetail['entities'][number]>(
      `SELECT entity, sum(changed)::int AS changed, sum(missed)::int AS missed,
              (SELECT coalesce(array_agg(id), '{}') FROM (
                 SELECT unnest(n.source_ids) AS id FROM notice_audit n
                  WHERE n.connection_id = $1 AND n.entity = a.entity AND n.missed > 0
                  ORDER BY n.created_at DESC LIMIT 10)) AS "sourceIds"
         FROM notice_audit a
        WHERE connection_id = $1 AND created_at > now() - interval '${reachDays} days'
        GROUP BY entity ORDER BY 3 DESC, 1`,
      [connectionId],
    ),
  ])
  return {
    topics: topics.rows.map(({ happened, received, ...row }) => ({
      ...row,
      sinceHappened: delayOf(happened),
      sinceReceived: delayOf(received),
    })),
    entities: entities.rows,
  }
}
