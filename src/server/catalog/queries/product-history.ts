import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { readStream } from '#server/events/read-stream.ts'
import type { StreamEntry } from '#server/events/stream-entry.ts'
import { AppError } from '#server/lib/errors.ts'
import { type HistoryChange, readChanges } from './read-changes.ts'

export type HistoryEntry = Omit<StreamEntry, 'data'> & { changes: HistoryChange[] }

/** What a history can be narrowed to. */
export const productHistoryKinds = ['product', 'stock', 'batches'] as const
export type ProductHistoryKind = (typeof productHistoryKinds)[number]

const typesOf: Record<ProductHistoryKind, string[]> = {
  product: ['product.created', 'product.changed', 'product.removed'],
  stock: ['inventory.changed'],
  batches: ['batches.changed'],
}

/**
 * What happened to a product, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @param kind only what changed of the product itself, its stock or its batches
 * @throws {AppError} not_found, also for a product outside the scope
 */
export async function productHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
  kind?: ProductHistoryKind,
): Promise<HistoryEntry[]> {
  const product = sqlValues()
  const known = await db.query<{ labels: Record<string, string> }>(
    `SELECT coalesce((SELECT jsonb_object_agg(id, label) FROM variant WHERE product_id = p.id), '{}') AS labels
       FROM product p WHERE p.id = ${product.bind(id)} AND ${scopeCondition('p', scope, product)}`,
    product.values,
  )
  const found = known.rows[0]
  if (!found) {
    throw new AppError('not_found', 'There is no such product. It may have been removed with its connection.')
  }
  const entries = await readStream(db, scope.organizationId, `product:${id}`, before, kind && typesOf[kind])
  return entries.map(({ data, ...entry }) => ({ ...entry, changes: readChanges(data, found.labels) }))
}
