import type { PoolClient } from 'pg'
import { removeCustomers } from '#server/customers/remove-customers.ts'
import { appendEvents } from '#server/events/append-events.ts'
import { removeBatches } from '#server/inventory/remove-batches.ts'
import { removeLevels } from '#server/inventory/remove-levels.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { removeProducts } from './products/remove-products.ts'
import type { Cause, Scope } from './types.ts'

/**
 * Takes records for gone: their products and customers become `deleted`, their levels and batches are removed, their
 * issues are closed. Orders are never gone: they are a log, read in parts. The records themselves stay, marked, with all their versions.
 * @param observedAt when the POS was known to be without them
 */
export async function removeRecords(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  entity: Exclude<SyncEntity, 'orders'>,
  sourceIds: string[],
  observedAt: Date,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE source_record SET deleted_at = now(), observed_at = greatest(observed_at, $4)
      WHERE connection_id = $1 AND entity = $2 AND source_id = ANY($3::text[]) RETURNING id`,
    [scope.connectionId, entity, sourceIds, observedAt],
  )
  const recordIds = rows.map((row) => row.id)
  await tx.query(
    `UPDATE record_issue SET resolved_at = now(), payload = NULL
      WHERE connection_id = $1 AND entity = $2 AND resolved_at IS NULL AND source_id = ANY($3::text[])`,
    [scope.connectionId, entity, sourceIds],
  )
  const remove = {
    batches: () => removeBatches(tx, scope.connectionId, recordIds, cause),
    products: () => removeProducts(tx, scope.connectionId, sourceIds),
    inventory: () => removeLevels(tx, recordIds, cause),
    customers: () => removeCustomers(tx, scope.connectionId, sourceIds),
  }
  await appendEvents(tx, { ...scope, cause }, await remove[entity]())
}
