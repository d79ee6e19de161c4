import type { Pool, PoolClient } from 'pg'
import { pool } from './pool.ts'

/** What a statement can be sent to: any connection of the pool, or the one of a transaction. */
export type Queryable = Pool | PoolClient

/**
 * Runs `fn` in one transaction on one connection: committed when it resolves, rolled back when it throws.
 * @param fn gets the connection; everything that belongs to the transaction goes through it
 * @param db the pool to take the connection from
 * @returns what `fn` resolved to
 * @throws what `fn` threw, or PostgreSQL's error when the commit fails
 */
export async function inTransaction<T>(fn: (tx: PoolClient) => Promise<T>, db: Pool = pool): Promise<T> {
  const tx = await db.connect()
  let broken: Error | undefined
  const markBroken = (error: Error) => {
    broken = error
  }
  // The pool listens while a connection is idle; meanwhile a broken one would end the process unheard.
  tx.on('error', markBroken)
  try {
    await tx.query('BEGIN')
    const result = await fn(tx)
    await tx.query('COMMIT')
    return result
  } catch (error) {
    // On a line nobody answers any more the next statement would wait as long again.
    if (isUnanswered(error)) markBroken(error)
    else await tx.query('ROLLBACK').catch(markBroken)
    throw error
  } finally {
    // A connection that could not roll back may still be inside the transaction: it is closed, not reused.
    tx.off('error', markBroken)
    tx.release(broken)
  }
}

/** pg's own error when `query_timeout` is over; it has no code. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout'
}
