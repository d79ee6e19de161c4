/** For tests only: deliveries as the inbox keeps them, worked on as told, without anybody having sent them. */
import type { Pool } from 'pg'
import { createOrganization } from '#server/access/testing.ts'
import { allManifests } from '#server/adapters/lookup.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { Scope } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { DeliveryOrigin, DeliveryState } from './delivery-filter.ts'

export type TestDelivery = {
  topic?: string
  origin?: DeliveryOrigin
  state?: DeliveryState
  duplicates?: number
  records?: { entity: SyncEntity; sourceId: string; outcome?: string }[]
  /** Sealed, where a test opens it; text as it was kept before there were bytes. */
  body?: Buffer | string | null
  id?: string
  occurredAt?: Date | null
  receivedAt?: Date
  processedAt?: Date | null
}

/** @returns the delivery's id */
export async function insertDelivery(db: Queryable, scope: Scope, given: TestDelivery = {}): Promise<string> {
  const id = given.id ?? newId()
  const records = given.records ?? []
  const effects = records.flatMap(({ entity, sourceId, outcome }) =>
    outcome === undefined ? [] : [{ entity, sourceId, outcome }],
  )
  await db.query(
    `WITH delivery AS (
       INSERT INTO webhook_delivery (id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                                     body, sealed_body, state, duplicates, effects, occurred_at, received_at, processed_at)
       SELECT $1::uuid, $2, $3, $4::uuid, vendor, $5, $6, 'key-' || $1::text, $7, $16, $8, $9, $10, $11, coalesce($12, now()), $13
         FROM connection WHERE id = $4::uuid
     )
     INSERT INTO webhook_delivery_record (delivery_id, connection_id, entity, source_id, received_at)
     SELECT $1::uuid, $4::uuid, entity, source_id, coalesce($12::timestamptz, now()) FROM unnest($14::text[], $15::text[]) AS r(entity, source_id)`,
    [
      id,
      scope.organizationId,
      scope.storeId,
      scope.connectionId,
      given.origin ?? 'vendor',
      given.topic ?? 'PRODUCT',
      typeof given.body === 'object' ? null : (given.body ?? 'sealed'),
      given.state ?? 'received',
      given.duplicates ?? 0,
      JSON.stringify(effects),
      given.occurredAt ?? null,
      given.receivedAt ?? null,
      given.processedAt ?? null,
      records.map(({ entity }) => entity),
      records.map(({ sourceId }) => sourceId),
      Buffer.isBuffer(given.body) ? given.body : null,
    ],
  )
  return id
}

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

export type NoticeWorld = Scope & { userId: string; scope: { organizationId: string; storeIds: null } }

/** A vendor of the registry that sends notices of products and not of batches: the first one there is. */
function vendorWithNotices(): string {
  const found = allManifests().find(
    ({ capabilities: { webhooks } }) =>
      webhooks?.tellsOf.includes('products') && !webhooks.tellsOf.includes('batches'),
  )
  if (!found) throw new Error('no vendor sends notices')
  return found.id
}

/** A connection of a vendor that sends notices, in an organisation of its own with an owner. */
export async function noticeWorld(pool: Pool): Promise<NoticeWorld> {
  const organization = await createOrganization(pool, { stores: 1 })
  const { organizationId } = organization
  const [storeId = ''] = organization.storeIds
  const connectionId = await insertConnection(pool, organizationId, storeId)
  await pool.query('UPDATE connection SET vendor = $2 WHERE id = $1', [connectionId, vendorWithNotices()])
  const { userId } = await organization.addPerson('owner')
  return { organizationId, storeId, connectionId, userId, scope: { organizationId, storeIds: null } }
}
