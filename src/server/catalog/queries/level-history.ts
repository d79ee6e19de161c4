import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'

/** Which level: of a variant of the product, at a location, for some customers. */
export type LevelKey = { id: string; variantId: string; location: string; customerType: string }

/** A level before and after one event; quantities are decimals in text, null: not there. */
export type LevelStep = {
  position: string
  at: Date
  before: string | null
  after: string | null
  bound: string
  runId: string | null
  deliveryId: string | null
}

/** As many as a chart can show apart. */
const most = 200

/**
 * The latest steps of one level, oldest first.
 * @throws {AppError} not_found, also for a product outside the scope
 */
export async function levelHistory(db: Queryable, scope: QueryScope, level: LevelKey): Promise<LevelStep[]> {
  const sql = sqlValues()
  const known = await db.query(
    `SELECT FROM product p WHERE p.id = ${sql.bind(level.id)} AND ${scopeCondition('p', scope, sql)}`,
    sql.values,
  )
  if (known.rows.length === 0)
    throw new AppError('not_found', 'There is no such product. It may have been removed with its connection.')
  const { rows } = await db.query<LevelStep>(
    `SELECT e.position::text, e.occurred_at AS at, c.before, c.after, coalesce(c.bound, 'exact') AS bound,
            e.cause ->> 'runId' AS "runId", e.cause ->> 'deliveryId' AS "deliveryId"
       FROM event e
      CROSS JOIN LATERAL jsonb_to_recordset(e.data -> 'changes')
            AS c(before text, after text, bound text, "variantId" text, location text, "customerType" text)
      WHERE e.stream = 'product:' || $1 AND e.organization_id = $2 AND e.type = 'inventory.changed'
        AND c."variantId" = $3 AND c.location = $4 AND c."customerType" = $5
      ORDER BY e.version DESC LIMIT ${most}`,
    [level.id, scope.organizationId, level.variantId, level.location, level.customerType],
  )
  return rows.toReversed()
}
