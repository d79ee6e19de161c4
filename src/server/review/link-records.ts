import type { PoolClient } from 'pg'
import { appendEvents } from '#server/events/append-events.ts'
import { changeOwners } from '#server/ingest/products/change-owners.ts'
import { removeLinkedVariants } from '#server/ingest/products/save-variants.ts'
import type { Cause, Scope } from '#server/ingest/types.ts'
import { AppError } from '#server/lib/errors.ts'

/**
 * Makes the source keys of linked review items keys of their products.
 * @throws {AppError} `not_found` when a product is gone or of another store
 */
export async function linkRecords(tx: PoolClient, scope: Scope, sourceIds: string[]): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO product_alias (connection_id, source_id, product_id)
     SELECT r.connection_id, r.source_id, p.id
       FROM review_item r
       JOIN product p ON p.id = r.linked_product_id AND p.store_id = r.store_id AND p.status <> 'deleted'
      WHERE r.connection_id = $1 AND r.entity = 'products' AND r.source_id = ANY($2::text[])
     ON CONFLICT (connection_id, source_id) DO UPDATE SET product_id = excluded.product_id`,
    [scope.connectionId, sourceIds],
  )
  if (rowCount !== sourceIds.length)
    throw new AppError(
      'not_found',
      'The product to link to is not in this store’s catalogue any more. Choose another.',
    )
}

/** Takes links back: what the keys brought to their products leaves them again. */
export async function unlinkRecords(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  sourceIds: string[],
): Promise<void> {
  const { rows } = await tx.query<{ productId: string }>(
    `DELETE FROM product_alias WHERE connection_id = $1 AND source_id = ANY($2::text[])
     RETURNING product_id AS "productId"`,
    [scope.connectionId, sourceIds],
  )
  if (rows.length === 0) return
  const productIds = [...new Set(rows.map((row) => row.productId))]
  const events = await changeOwners(tx, productIds, () =>
    removeLinkedVariants(tx, scope.connectionId, sourceIds, []),
  )
  await appendEvents(tx, { ...scope, cause }, events)
}
