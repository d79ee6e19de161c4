import type { PoolClient } from 'pg'
import type { Actor } from '#server/connections/actor.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { recordChange } from '#server/connections/record-change.ts'

/** `create`: what is new becomes a product at once. `review`: it waits for a person. */
export type CreationPolicy = 'create' | 'review'

/**
 * Says what happens to new products of a connection from its next sync on. Those that wait already go on waiting.
 * @throws {AppError} not_found
 */
export async function setCreationPolicy(
  tx: PoolClient,
  actor: Actor,
  id: string,
  policy: CreationPolicy,
): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  const { rowCount } = await tx.query(
    'UPDATE connection SET creation_policy = $2, updated_at = now() WHERE id = $1 AND creation_policy <> $2',
    [id, policy],
  )
  if (rowCount) await recordChange(tx, connection, 'changed', actor.userId, { creationPolicy: policy })
}
