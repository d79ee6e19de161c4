import { DatabaseError, type PoolClient } from 'pg'
import { LeaseLostError, RunCancelledError } from './run-errors.ts'

/** Cardinality, data, integrity and size errors: one row's values are at fault, not the server or the connection. */
const rowFault = /^(21|22|23|54)/

/**
 * Runs `write` over all items; when one item makes it fail (PostgreSQL refuses its values, or our own code stumbles over
 * it), halves the items until that one stands alone, so that n items cost one try when all is well and about 2·log₂(n)
 * more for each bad one.
 * @param refuse is told of each item that could not be written by itself
 * @throws every error no item is to blame for: a server or a line that failed, a run that is not ours any more
 */
export async function isolateFailures<T>(
  tx: PoolClient,
  items: T[],
  write: (items: T[]) => Promise<void>,
  refuse: (item: T, error: Error) => void,
): Promise<void> {
  const [first] = items
  if (first === undefined) return
  await tx.query('SAVEPOINT part')
  try {
    await write(items)
    await tx.query('RELEASE SAVEPOINT part')
  } catch (error) {
    if (!isOfAnItem(error)) throw error
    await goBack(tx, error)
    if (items.length === 1) return refuse(first, error)
    const middle = Math.ceil(items.length / 2)
    await isolateFailures(tx, items.slice(0, middle), write, refuse)
    await isolateFailures(tx, items.slice(middle), write, refuse)
  }
}

function isOfAnItem(error: unknown): error is Error {
  if (error instanceof DatabaseError) return rowFault.test(error.code ?? '')
  if (error instanceof LeaseLostError || error instanceof RunCancelledError) return false
  return error instanceof Error && error.name !== 'AbortError'
}

/** A line that broke throws plain errors, as our own mistakes do; it is told by not taking another statement. */
async function goBack(tx: PoolClient, error: Error): Promise<void> {
  await tx.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part').catch(() => {
    throw error
  })
}
