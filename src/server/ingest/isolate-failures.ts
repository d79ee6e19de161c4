import { DatabaseError, type PoolClient } from 'pg'

/** Cardinality, data and integrity errors: one row's values are at fault, not the server or the connection. */
const rowFault = /^(21|22|23)/

/**
 * Runs `write` over all items; when one item's data makes PostgreSQL refuse, halves the items until that one stands
 * alone, so that n items cost one try when all is well and about 2·log₂(n) more for each bad one.
 * @param refuse is told of each item that could not be written by itself
 * @throws every error that isn't about a row's values
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
    if (!(error instanceof DatabaseError && rowFault.test(error.code ?? ''))) throw error
    await tx.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part')
    if (items.length === 1) return refuse(first, error)
    const middle = Math.ceil(items.length / 2)
    await isolateFailures(tx, items.slice(0, middle), write, refuse)
    await isolateFailures(tx, items.slice(middle), write, refuse)
  }
}
