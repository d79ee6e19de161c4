import { DatabaseError } from 'pg'
import type { NewDelivery } from './insert-deliveries.ts'

type Outcome = 'stored' | 'duplicate' | 'unknown' | 'unfit'

/** Data and integrity errors: one row's values are at fault. */
const rowFault = /^2[23]/
const noSuchConnection = '23503'

/**
 * Keeps a batch at once; when one delivery makes PostgreSQL refuse it, each goes by itself, so that it fails alone.
 * @param insert keeps some, all or none
 * @returns `unknown` for one whose connection is gone, `unfit` for one with a value the database does not take
 * @throws whatever isn't about one delivery
 */
export async function insertEach(
  deliveries: NewDelivery[],
  insert: (some: NewDelivery[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  try {
    return await insert(deliveries)
  } catch (error) {
    if (!(error instanceof DatabaseError && rowFault.test(error.code ?? ''))) throw error
    if (deliveries.length === 1) return [error.code === noSuchConnection ? 'unknown' : 'unfit']
    const outcomes: Outcome[] = []
    for (const delivery of deliveries) outcomes.push(...(await insertEach([delivery], insert)))
    return outcomes
  }
}
