import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction, type Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { type Actor, definitionOf, lockDeadLetters } from './dead-letter.ts'
import { sendAgain } from './retry-dead-letters.ts'

/**
 * Retries a job that gave up with another payload. The original keeps its own and points at the new job.
 * @throws {AppError} not_found; conflict when it was seen to already or its connection was removed; invalid, naming the field, when the payload is not
 *   what its kind of job needs or names nothing this person may reach
 */
export async function editDeadLetter(
  pool: Pool,
  boss: PgBoss,
  scope: QueryScope,
  actor: Actor,
  { id, payload }: { id: string; payload: Record<string, unknown> },
): Promise<{ jobId: string | null }> {
  return inTransaction(async (tx) => {
    const [letter] = await lockDeadLetters(tx, scope, [id], sqlValues())
    if (!letter) throw new AppError('not_found', 'This job is not among the dead letters any more.')
    if (letter.state !== 'waiting') {
      throw new AppError('conflict', `Somebody has seen to this job already: it was ${letter.state}.`)
    }
    if (letter.orphaned)
      throw new AppError('conflict', 'The connection of this job was removed. It can only be discarded.')
    const definition = definitionOf(letter.sourceName)
    const parsed = definition.payload.safeParse(payload)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const field = String(issue?.path[0] ?? Object.keys(payload)[0] ?? '')
      throw new AppError('invalid', `${issue?.message ?? 'This is not a valid payload'}.`, { field })
    }
    const route = await definition.route?.(tx, parsed.data)
    if (definition.route && !(route && (await isVisible(tx, scope, route.connectionId)))) {
      const field = Object.keys(parsed.data)[0] ?? ''
      throw new AppError('invalid', 'Nothing you have access to has this id.', { field })
    }
    return { jobId: await sendAgain(tx, boss, actor, letter, parsed.data, true) }
  }, pool)
}

async function isVisible(db: Queryable, scope: QueryScope, connectionId: string): Promise<boolean> {
  const sql = sqlValues()
  const { rowCount } = await db.query(
    `SELECT FROM connection c WHERE c.id = ${sql.bind(connectionId)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  return rowCount === 1
}
