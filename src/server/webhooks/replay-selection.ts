import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import { type SqlValues, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { hasBody } from './delivery-body.ts'
import { deliveryConditions, deliveryFilterSchema } from './queries/delivery-filter.ts'

/** Single deliveries, or all that match what the list is narrowed to. */
export const replaySelectionSchema = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(200) }),
  z.object({ filter: deliveryFilterSchema }),
])
export type ReplaySelection = z.infer<typeof replaySelectionSchema>

/** What a replay works through in an hour or two; more is better done in parts, by time. */
export const mostReplayed = 100_000

/**
 * The deliveries a selection means, as a query of their ids: a repeat stands for what it repeats, tests change nothing,
 * and without a body there is nothing to apply.
 */
export function replayedIds(scope: QueryScope, selection: ReplaySelection, sql: SqlValues): string {
  const where = deliveryConditions(scope, 'filter' in selection ? selection.filter : {}, sql)
  const ids = 'ids' in selection ? `AND d.id = ANY(${sql.bind(selection.ids)}::uuid[])` : ''
  return `
    SELECT d.id FROM webhook_delivery d WHERE ${where} ${ids} AND d.origin = 'vendor' AND ${hasBody('d')}
     UNION
    SELECT o.id FROM webhook_delivery d JOIN webhook_delivery o ON o.id = d.replay_of_id
     WHERE ${where} ${ids} AND d.origin = 'replay' AND ${hasBody('o')}`
}

/** How many a replay would repeat, and of how many shown. */
export async function previewReplay(
  db: Queryable,
  scope: QueryScope,
  selection: ReplaySelection,
): Promise<{ count: number; shown: number; connections: number; from: Date | null; to: Date | null }> {
  const sql = sqlValues()
  const shown = deliveryConditions(scope, 'filter' in selection ? selection.filter : {}, sql)
  const only = 'ids' in selection ? `AND d.id = ANY(${sql.bind(selection.ids)}::uuid[])` : ''
  const { rows } = await db.query<Awaited<ReturnType<typeof previewReplay>>>(
    `SELECT count(*)::int AS count, count(DISTINCT o.connection_id)::int AS connections,
            min(o.received_at) AS from, max(o.received_at) AS to,
            (SELECT count(*)::int FROM webhook_delivery d WHERE ${shown} ${only}) AS shown
       FROM webhook_delivery o WHERE o.id IN (${replayedIds(scope, selection, sql)})`,
    sql.values,
  )
  const [found] = rows
  if (!found) throw new Error('an aggregate has a row')
  return found
}
