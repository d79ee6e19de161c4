import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import type { SqlValues } from '#server/db/sql-values.ts'
import { syncEntities } from '#server/model/sync.ts'

export const deliveryStateSchema = z.enum(['received', 'waiting', 'applied', 'unchanged', 'ignored', 'dead'])
export type DeliveryState = z.infer<typeof deliveryStateSchema>

export const deliveryOriginSchema = z.enum(['vendor', 'poll', 'test', 'replay'])
export type DeliveryOrigin = z.infer<typeof deliveryOriginSchema>

/** What a list of deliveries can be narrowed to. */
export const deliveryFilterSchema = z.object({
  vendor: z.string().max(100).optional(),
  connectionId: z.uuid().optional(),
  topics: z.array(z.string().max(200)).max(100).optional(),
  states: z.array(deliveryStateSchema).optional(),
  origins: z.array(deliveryOriginSchema).optional(),
  since: z.date().optional(),
  until: z.date().optional(),
  /** A record's id at the POS, or what identifies the delivery there: the whole of it. */
  text: z.string().trim().max(500).optional(),
})
export type DeliveryFilter = z.infer<typeof deliveryFilterSchema>

/** Sorts kinds of record by how well they say what a delivery is about: an order before the stock it takes. */
export const placeOfKind = (entity: string) =>
  `array_position(ARRAY['orders', 'products', 'customers', 'batches', 'inventory'], ${entity})`

/** The filter and the scope as conditions on `webhook_delivery d`. */
export function deliveryConditions(scope: QueryScope, filter: DeliveryFilter, sql: SqlValues): string {
  const found = [scopeCondition('d', scope, sql)]
  const { vendor, connectionId, topics, states, origins, since, until, text } = filter
  if (vendor) found.push(`d.vendor = ${sql.bind(vendor)}`)
  if (connectionId) found.push(`d.connection_id = ${sql.bind(connectionId)}`)
  if (topics?.length) found.push(`d.topic = ANY(${sql.bind(topics)}::text[])`)
  if (states?.length) found.push(`d.state = ANY(${sql.bind(states)}::text[])`)
  if (origins?.length) found.push(`d.origin = ANY(${sql.bind(origins)}::text[])`)
  if (since) found.push(`d.received_at >= ${sql.bind(since)}`)
  if (until) found.push(`d.received_at < ${sql.bind(until)}`)
  if (text) found.push(`d.id IN (${withText(scope, text, sql)})`)
  return found.join(' AND ')
}

/** Both halves begin with the connection, as their indexes do. */
function withText(scope: QueryScope, text: string, sql: SqlValues): string {
  const connections = `SELECT c.id FROM connection c WHERE ${scopeCondition('c', scope, sql)}`
  const wanted = sql.bind(text)
  return `SELECT r.delivery_id FROM webhook_delivery_record r
           WHERE r.connection_id IN (${connections}) AND r.entity = ANY(${sql.bind(syncEntities)}::text[])
             AND r.source_id = ${wanted}
          UNION ALL
          SELECT k.id FROM webhook_delivery k
           WHERE k.connection_id IN (${connections}) AND k.delivery_key = ${wanted}`
}
