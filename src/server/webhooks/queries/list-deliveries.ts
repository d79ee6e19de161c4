import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import {
  type DeliveryFilter,
  type DeliveryOrigin,
  type DeliveryState,
  deliveryConditions,
  placeOfKind,
} from './delivery-filter.ts'

/** A place in the list, between two deliveries. */
export const deliveryPlaceSchema = z.object({ receivedAt: z.date(), id: z.uuid() })
export type DeliveryPlace = z.infer<typeof deliveryPlaceSchema>

export type DeliveryRow = {
  id: string
  vendorName: string
  connectionId: string
  connectionName: string
  storeName: string
  timeZone: string
  origin: DeliveryOrigin
  topic: string
  state: DeliveryState
  /** How often it came again. */
  duplicates: number
  attempts: number
  errorMessage: string | null
  /** How many records it speaks of, and the first of them. */
  recordCount: number
  firstRecord: { entity: SyncEntity; sourceId: string } | null
  /** How many of them it changed. */
  changed: number
  occurredAt: Date | null
  receivedAt: Date
  processedAt: Date | null
}

type Step = { direction: 'older' | 'newer'; from: DeliveryPlace | null; pageSize: number }

/**
 * One page of deliveries, newest first: those after a place in the list, or those before it.
 * @returns the places from which the neighbouring pages go on; null where there is none
 */
export async function listDeliveries(
  db: Queryable,
  scope: QueryScope,
  filter: DeliveryFilter,
  step: Step,
): Promise<{ rows: DeliveryRow[]; newer: DeliveryPlace | null; older: DeliveryPlace | null }> {
  const { rows } = await db.query<Omit<DeliveryRow, 'vendorName'> & { vendor: string }>(
    pageStatement(scope, filter, step),
  )
  const more = rows.length > step.pageSize
  const page = rows.slice(0, step.pageSize)
  if (step.direction === 'newer') page.reverse()
  const [first, last] = [page[0], page.at(-1)]
  const hasNewer = step.direction === 'newer' ? more : step.from !== null
  const hasOlder = step.direction === 'older' ? more : true
  return {
    rows: page.map(({ vendor, ...row }) => ({ ...row, vendorName: vendorFace(vendor).vendorName })),
    newer: hasNewer ? (placeOf(first) ?? step.from) : null,
    older: hasOlder ? placeOf(last) : null,
  }
}

const placeOf = (row: DeliveryPlace | undefined): DeliveryPlace | null =>
  row === undefined ? null : { receivedAt: row.receivedAt, id: row.id }

function pageStatement(scope: QueryScope, filter: DeliveryFilter, { direction, from, pageSize }: Step) {
  const sql = sqlValues()
  const where = [deliveryConditions(scope, filter, sql)]
  const [sign, order] = direction === 'older' ? ['<', 'DESC'] : ['>', 'ASC']
  if (from) {
    where.push(`(d.received_at, d.id) ${sign} (${sql.bind(from.receivedAt)}, ${sql.bind(from.id)})`)
  }
  const text = `
    WITH page AS MATERIALIZED (
      SELECT d.* FROM webhook_delivery d WHERE ${where.join(' AND ')}
       ORDER BY d.received_at ${order}, d.id ${order} LIMIT ${sql.bind(pageSize + 1)}
    )
    SELECT d.id, d.vendor, d.connection_id AS "connectionId", n.name AS "connectionName", s.name AS "storeName",
           s.time_zone AS "timeZone", d.origin, d.topic, d.state, d.duplicates, d.attempts,
           d.error_message AS "errorMessage", record.count AS "recordCount", record.first AS "firstRecord",
           (SELECT count(*)::int FROM jsonb_array_elements(d.effects) AS e
             WHERE e->>'outcome' IN ('created', 'updated', 'removed', 'erased')) AS changed,
           d.occurred_at AS "occurredAt", d.received_at AS "receivedAt", d.processed_at AS "processedAt"
      FROM page d
      JOIN connection n ON n.id = d.connection_id
      JOIN store s ON s.id = d.store_id
      LEFT JOIN LATERAL (
           SELECT count(*)::int,
                  (array_agg(jsonb_build_object('entity', r.entity, 'sourceId', r.source_id)
                             ORDER BY ${placeOfKind('r.entity')}, r.source_id))[1] AS first
             FROM webhook_delivery_record r WHERE r.delivery_id = d.id) record ON true
     ORDER BY d.received_at ${order}, d.id ${order}`
  return { text, values: sql.values }
}
