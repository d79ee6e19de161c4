import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { appendEvents } from '#server/events/append-events.ts'
import { notifyLive } from '#server/events/notify-live.ts'

export type ConnectionChange =
  | 'created'
  | 'changed'
  | 'activated'
  | 'paused'
  | 'resumed'
  | 'credentials_rotated'
  | 'signed_in'
  | 'removed'

/**
 * Tells of a change of a connection everywhere it must be known: who did it (audit), that it happened (event)
 * and to the screens that show it. Part of the transaction of the change.
 * @param userId null: the environment declares it so
 * @param detail facts without secrets
 */
export async function recordChange(
  tx: PoolClient,
  connection: { id: string; organizationId: string; storeId: string; name: string },
  change: ConnectionChange,
  userId: string | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { id, organizationId, storeId, name } = connection
  const facts = { name, ...detail }
  const subject = `connection:${id}`
  await recordAudit(tx, { organizationId, userId, action: `connection.${change}`, subject, detail: facts })
  await appendEvents(
    tx,
    {
      organizationId,
      storeId,
      connectionId: id,
      cause: userId === null ? { environment: true } : { userId },
    },
    [{ stream: subject, type: `connection.${change}`, data: facts }],
  )
  await notifyLive(tx, { organizationId, storeId, topic: 'connection', id, connectionId: id })
}
