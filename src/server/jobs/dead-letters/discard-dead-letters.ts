import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { type Actor, lockDeadLetters } from './dead-letter.ts'
import { closeLetter } from './retry-dead-letters.ts'

/**
 * Says of jobs that gave up that nothing is to be done about them. They stay in the list of discarded ones for a month.
 * @returns how many were discarded; those seen to already are left alone
 */
export async function discardDeadLetters(
  pool: Pool,
  boss: PgBoss,
  scope: QueryScope,
  actor: Actor,
  ids: readonly string[],
): Promise<{ discarded: number }> {
  return inTransaction(async (tx) => {
    const letters = await lockDeadLetters(tx, scope, ids, sqlValues())
    const waiting = letters.filter(({ state }) => state === 'waiting')
    for (const letter of waiting) await closeLetter(tx, boss, actor, letter, { outcome: 'discarded' })
    return { discarded: waiting.length }
  }, pool)
}
