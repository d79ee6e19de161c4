import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { readStream } from '#server/events/read-stream.ts'
import type { StreamEntry } from '#server/events/stream-entry.ts'
import { AppError } from '#server/lib/errors.ts'

const dataSchema = z
  .object({
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })).default([]),
    /** Names of personal fields that changed; what was in them was never told. */
    personal: z.array(z.string()).default([]),
  })
  .catch({ changes: [], personal: [] })

export type CustomerHistoryEntry = Omit<StreamEntry, 'data'> & z.infer<typeof dataSchema>

/** What a history can be narrowed to. */
export const customerHistoryKinds = ['came', 'changed', 'gone'] as const
type CustomerHistoryKind = (typeof customerHistoryKinds)[number]

const typesOf: Record<CustomerHistoryKind, string[]> = {
  came: ['customer.created'],
  changed: ['customer.changed'],
  gone: ['customer.removed', 'customer.erased'],
}

/**
 * What happened to a customer, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @param kind only that they came, what changed, or how they went
 * @throws {AppError} not_found, also for a customer outside the scope
 */
export async function customerHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
  kind?: CustomerHistoryKind,
): Promise<CustomerHistoryEntry[]> {
  const sql = sqlValues()
  const { rows } = await db.query(
    `SELECT FROM customer c WHERE c.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  if (rows.length === 0) throw new AppError('not_found', 'There is no such customer.')
  const entries = await readStream(db, scope.organizationId, `customer:${id}`, before, kind && typesOf[kind])
  return entries.map(({ data, ...entry }) => ({ ...entry, ...dataSchema.parse(data) }))
}
