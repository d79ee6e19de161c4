import type { PoolClient } from 'pg'
import { appendEvents } from '#server/events/append-events.ts'
import type { Scope } from '#server/ingest/types.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'
import { countBelongings } from './removal-preview.ts'

/**
 * In an order that never leaves a row pointing at nothing. Children go set by set, before the cascade would take them
 * row by row. Events and audit stay: they are the memory of what was there.
 */
const deletions = [
  'DELETE FROM order_line WHERE order_id IN (SELECT id FROM customer_order WHERE connection_id = $1)',
  'DELETE FROM customer_order WHERE connection_id = $1',
  'DELETE FROM customer WHERE connection_id = $1',
  'DELETE FROM person_key WHERE connection_id = $1',
  'DELETE FROM batch WHERE connection_id = $1',
  'DELETE FROM inventory_level WHERE variant_id IN (SELECT id FROM variant WHERE connection_id = $1)',
  'DELETE FROM location WHERE connection_id = $1',
  'DELETE FROM price WHERE variant_id IN (SELECT id FROM variant WHERE connection_id = $1)',
  'DELETE FROM variant WHERE connection_id = $1',
  'DELETE FROM product WHERE connection_id = $1',
  `DELETE FROM source_record_version
    WHERE record_id IN (SELECT id FROM source_record WHERE connection_id = $1)`,
  'DELETE FROM source_record WHERE connection_id = $1',
  'DELETE FROM record_issue WHERE connection_id = $1',
  'DELETE FROM change_count WHERE connection_id = $1',
  'DELETE FROM measurement WHERE connection_id = $1',
  'DELETE FROM circuit WHERE connection_id = $1',
  'DELETE FROM rate_use WHERE connection_id = $1',
  'DELETE FROM sync_claim WHERE connection_id = $1',
  'DELETE FROM sync_page WHERE run_id IN (SELECT id FROM sync_run WHERE connection_id = $1)',
  'DELETE FROM sync_run WHERE connection_id = $1',
  'DELETE FROM connection_secret WHERE connection_id = $1',
  'DELETE FROM connection WHERE id = $1',
]

/** So many events a statement, however large the catalogue was. */
const eventsAtOnce = 5_000

/** Tells subscribers of every product that it is gone. */
async function tellRemovedProducts(tx: PoolClient, scope: Scope, userId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `SELECT id, name FROM product WHERE connection_id = $1 AND status <> 'deleted' ORDER BY id`,
    [scope.connectionId],
  )
  for (let first = 0; first < rows.length; first += eventsAtOnce) {
    const events = rows.slice(first, first + eventsAtOnce).map(({ id, name }) => ({
      stream: `product:${id}`,
      type: 'product.removed',
      data: { name, changes: [], undo: {} },
    }))
    await appendEvents(tx, { ...scope, cause: { userId } }, events)
  }
}

/**
 * Removes a connection and everything read through it. A sync that runs loses its lease first, so whatever it still
 * tries to write is refused.
 * @param confirmName the connection's name, typed by the person
 * @throws {AppError} invalid, field `confirmName`; not_found
 */
export async function removeConnection(
  tx: PoolClient,
  actor: Actor,
  id: string,
  confirmName: string,
): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id)
  if (confirmName.trim() !== connection.name) {
    throw new AppError('invalid', `Type the name of the connection, “${connection.name}”, to remove it.`, {
      field: 'confirmName',
    })
  }
  await tx.query(
    `UPDATE sync_run SET lease_token = NULL
      WHERE connection_id = $1 AND status IN ('planned', 'running', 'cancelling', 'waiting_for_approval')`,
    [id],
  )
  // Run first, connection second, as a run that ends takes them: the other way round the two could wait for each other.
  await findConnection(tx, actor.scope, id, { lock: true })
  const belongings = await countBelongings(tx, id)
  const { organizationId, storeId } = connection
  await tellRemovedProducts(tx, { organizationId, storeId, connectionId: id }, actor.userId)
  for (const statement of deletions) await tx.query(statement, [id])
  await recordChange(tx, connection, 'removed', actor.userId, belongings)
}
