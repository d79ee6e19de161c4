import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { readStream } from '#server/events/read-stream.ts'
import type { StreamEntry } from '#server/events/stream-entry.ts'
import { findConnection } from './find-connection.ts'

const factsSchema = z.record(z.string(), z.unknown()).catch({})

export type ConnectionHistoryEntry = Omit<StreamEntry, 'data'> & {
  /** What was said of it, without secrets, by name. */
  facts: Record<string, unknown>
}

/** What a history can be narrowed to. */
export const connectionHistoryKinds = ['settings', 'access', 'state'] as const
type ConnectionHistoryKind = (typeof connectionHistoryKinds)[number]

const typesOf: Record<ConnectionHistoryKind, string[]> = {
  settings: ['connection.created', 'connection.changed'],
  access: ['connection.credentials_rotated', 'connection.signed_in'],
  state: ['connection.activated', 'connection.paused', 'connection.resumed', 'connection.removed'],
}

/**
 * What people and the environment did to a connection, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @param kind only its settings, its credentials and sign-ins, or whether it runs
 * @throws {AppError} not_found, also for a connection outside the scope
 */
export async function connectionHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
  kind?: ConnectionHistoryKind,
): Promise<ConnectionHistoryEntry[]> {
  await findConnection(db, scope, id)
  const entries = await readStream(
    db,
    scope.organizationId,
    `connection:${id}`,
    before,
    kind && typesOf[kind],
  )
  return entries.map(({ data, ...entry }) => {
    const { name: _, ...facts } = factsSchema.parse(data)
    return { ...entry, facts }
  })
}
