import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { readStream, type StreamEntry } from '#server/events/read-stream.ts'
import { findConnection } from './find-connection.ts'

const factsSchema = z.record(z.string(), z.unknown()).catch({})

export type ConnectionHistoryEntry = Omit<StreamEntry, 'data'> & {
  /** What was said of it, without secrets, by name. */
  facts: Record<string, unknown>
}

/**
 * What people and the environment did to a connection, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @throws {AppError} not_found, also for a connection outside the scope
 */
export async function connectionHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
): Promise<ConnectionHistoryEntry[]> {
  await findConnection(db, scope, id)
  const entries = await readStream(db, scope.organizationId, `connection:${id}`, before)
  return entries.map(({ data, ...entry }) => {
    const { name: _, ...facts } = factsSchema.parse(data)
    return { ...entry, facts }
  })
}
