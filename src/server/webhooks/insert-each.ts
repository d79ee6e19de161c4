import { DatabaseError, type PoolClient } from 'pg'
import { insertDeliveries, type NewDelivery, type WakeConnections } from './insert-deliveries.ts'

type Insert = (
  tx: PoolClient,
  some: NewDelivery[],
  wake: WakeConnections,
) => Promise<('stored' | 'duplicate')[]>
type Outcome = 'stored' | 'duplicate' | 'unknown' | 'unfit'

/** Data and integrity errors: one row's values are at fault. */
const rowFault = /^2[23]/
const noSuchConnection = '23503'

/**
 * Keeps a batch in one transaction; when one delivery makes PostgreSQL refuse it, each goes by itself, so that it fails
 * alone.
 * @returns `unknown` for one whose connection is gone, `unfit` for one with a value the database does not take
 * @throws whatever isn't about one delivery
 */
export async function insertEach(
  deliveries: NewDelivery[],
  transact: (some: NewDelivery[], insert: Insert) => Promise<('stored' | 'duplicate')[]>,
): Promise<Outcome[]> {
  try {
    return await transact(deliveries, insertDeliveries)
  } catch (error) {
    if (!(error instanceof DatabaseError && rowFault.test(error.code ?? ''))) throw error
    if (deliveries.length === 1) return [error.code === noSuchConnection ? 'unknown' : 'unfit']
    const outcomes: Outcome[] = []
    for (const delivery of deliveries) outcomes.push(...(await insertEach([delivery], transact)))
    return outcomes
  }
}
