import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import { recordAudit } from '../audit.ts'
import type { Membership } from '../identity.ts'
import { maySeeStore } from '../scope.ts'
import { storeNotFound } from './save-store.ts'

/**
 * Removes a store that nothing is connected to. People limited to it lose it from their list.
 *
 * @throws AppError `not_found`, `conflict` while it has connections.
 */
export async function removeStore(
  tx: PoolClient,
  actor: { userId: string; membership: Membership },
  id: string,
): Promise<void> {
  const { organizationId } = actor.membership
  const { rows } = await tx.query<{ name: string }>(
    'SELECT name FROM store WHERE id = $1 AND organization_id = $2 FOR UPDATE',
    [id, organizationId],
  )
  const store = rows[0]
  if (!store || !maySeeStore(actor.membership, id)) throw storeNotFound()
  const connections = await tx.query('SELECT 1 FROM connection WHERE store_id = $1', [id])
  if (connections.rowCount) {
    const count = connections.rowCount === 1 ? 'a connection' : `${connections.rowCount} connections`
    throw new AppError(
      'conflict',
      `This store still has ${count}. Remove what is connected first, then the store.`,
    )
  }
  await tx.query('DELETE FROM store WHERE id = $1', [id])
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'store.removed',
    subject: `store:${id}`,
    detail: { name: store.name },
  })
}
