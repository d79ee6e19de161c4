import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { containsPattern, type SqlValues } from '#server/db/sql-values.ts'

export const reviewStates = ['waiting', 'created', 'linked', 'ignored'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What a list of records under review can be narrowed to. */
export const reviewFilterSchema = z.object({
  connectionId: z.uuid().optional(),
  state: z.enum(reviewStates).default('waiting'),
  /** Only those whose surest proposal is for this reason, or those without any. */
  alike: z.enum(['barcode', 'name', 'none']).optional(),
  q: z.string().trim().max(200).optional(),
})
export type ReviewFilter = z.infer<typeof reviewFilterSchema>

/**
 * The proposals of `review_item` r whose product is still there, as rows `one`, `place` and product `p`, for a subquery's
 * FROM. What became of a proposed product since is not written into every record that may be another key of it.
 */
export const livingProposals = `jsonb_array_elements(r.proposals) WITH ORDINALITY AS each(one, place)
  JOIN product p ON p.id = (one->>'productId')::uuid AND p.store_id = r.store_id AND p.status <> 'deleted'`

/** The filter as a condition on `review_item` r. What the POS took away again no longer waits. */
export function reviewConditions(scope: QueryScope, filter: ReviewFilter, sql: SqlValues): string {
  const all = [
    scopeCondition('r', scope, sql),
    `r.state = ${sql.bind(filter.state)}`,
    `NOT EXISTS (SELECT FROM source_record s WHERE s.connection_id = r.connection_id AND s.entity = r.entity
                    AND s.source_id = r.source_id AND s.deleted_at IS NOT NULL)`,
  ]
  if (filter.connectionId) all.push(`r.connection_id = ${sql.bind(filter.connectionId)}`)
  if (filter.alike)
    all.push(
      `coalesce((SELECT one->>'reason' FROM ${livingProposals} ORDER BY place LIMIT 1), 'none') = ${sql.bind(filter.alike)}`,
    )
  if (filter.q) {
    const text = sql.bind(containsPattern(filter.q))
    all.push(`(r.name ILIKE ${text} OR r.brand ILIKE ${text} OR r.source_id ILIKE ${text})`)
  }
  return all.join(' AND ')
}
