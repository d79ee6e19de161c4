import { noteReading } from '#server/access/note-reading.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { CustomerDraft } from '#server/model/customer.ts'
import type { OrderStatus } from '#server/model/order.ts'
import { openPersonKey, type PersonKey } from '#server/people/person-keys.ts'
import { openPayload } from '#server/people/stored-payload.ts'
import { type CustomerProfile, openProfile } from '../profile.ts'

export type CustomerView = {
  customer: {
    id: string
    sourceId: string
    status: CustomerDraft['status']
    customerType: CustomerDraft['customerType']
    sourceCreatedAt: Date | null
    sourceUpdatedAt: Date | null
    createdAt: Date
    changedAt: Date
    erasedAt: Date | null
  }
  /** null: erased */
  profile: CustomerProfile | null
  /** The newest record as received; null: erased. */
  source: { payload: unknown; version: number; changedAt: Date } | null
  /** The twenty newest. */
  orders: CustomerOrderRow[]
  connection: { id: string; name: string; vendorName: string }
  store: { id: string; name: string; timeZone: string }
}

type CustomerOrderRow = {
  id: string
  number: string
  status: OrderStatus
  placedAt: Date
  totalMinor: number | null
  currency: string
}

type Head = CustomerView['customer'] & {
  organizationId: string
  profile: string | null
  keyId: string
  sealedKey: string | null
  connectionId: string
  connectionName: string
  vendor: string
  storeId: string
  storeName: string
  timeZone: string
}

/**
 * A customer with everything known of them, in the clear. Who looked is written into the audit.
 * @throws {AppError} not_found, also for a customer outside the scope
 * @throws {SealError} when what is stored doesn't open
 */
export async function getCustomer(
  db: Queryable,
  sealer: Sealer,
  reader: { scope: QueryScope; userId: string },
  id: string,
): Promise<CustomerView> {
  const head = await findHead(db, reader.scope, id)
  const { organizationId, profile, keyId, sealedKey, connectionId, connectionName, vendor, ...rest } = head
  const { storeId, storeName, timeZone, ...customer } = rest
  const key = openPersonKey({ id: keyId, sealed: sealedKey }, organizationId, sealer)
  const opened = openProfile(profile, key, { customerId: id, organizationId })
  if (opened) {
    const { userId } = reader
    await noteReading(db, { organizationId, userId, action: 'customer.read', subject: `customer:${id}` })
  }
  const [source, orders] = await Promise.all([
    findSource(db, head, key),
    findOrders(db, connectionId, customer.sourceId),
  ])
  return {
    customer,
    profile: opened,
    source,
    orders,
    connection: { id: connectionId, name: connectionName, vendorName: vendorFace(vendor).vendorName },
    store: { id: storeId, name: storeName, timeZone },
  }
}

async function findHead(db: Queryable, scope: QueryScope, id: string): Promise<Head> {
  const sql = sqlValues()
  const { rows } = await db.query<Head>(
    `SELECT c.id, c.organization_id AS "organizationId", c.source_id AS "sourceId", c.status,
            c.customer_type AS "customerType", c.profile, k.id AS "keyId", k.sealed AS "sealedKey",
            c.source_created_at AS "sourceCreatedAt", c.source_updated_at AS "sourceUpdatedAt",
            c.created_at AS "createdAt", c.changed_at AS "changedAt", c.erased_at AS "erasedAt",
            n.id AS "connectionId", n.name AS "connectionName", n.vendor, s.id AS "storeId", s.name AS "storeName",
            s.time_zone AS "timeZone"
       FROM customer c
       JOIN person_key k ON k.connection_id = c.connection_id AND k.entity = 'customers' AND k.source_id = c.source_id
       JOIN connection n ON n.id = c.connection_id
       JOIN store s ON s.id = c.store_id
      WHERE c.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  const [head] = rows
  if (!head) {
    throw new AppError(
      'not_found',
      'There is no such customer. They may have been removed with their connection.',
    )
  }
  return head
}

async function findSource(db: Queryable, head: Head, key: PersonKey): Promise<CustomerView['source']> {
  const { rows } = await db.query<{ id: string; payload: unknown; version: number; changedAt: Date }>(
    `SELECT id, payload, version, changed_at AS "changedAt" FROM source_record
      WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2`,
    [head.connectionId, head.sourceId],
  )
  const [record] = rows
  if (!record || key.key === null) return null
  const { id: recordId, version, changedAt } = record
  const place = { recordId, version, organizationId: head.organizationId }
  return { payload: openPayload(record.payload, key, place), version, changedAt }
}

async function findOrders(
  db: Queryable,
  connectionId: string,
  sourceId: string,
): Promise<CustomerOrderRow[]> {
  const { rows } = await db.query<CustomerOrderRow>(
    `SELECT id, number, status, placed_at AS "placedAt", total_minor::float8 AS "totalMinor", currency
       FROM customer_order WHERE connection_id = $1 AND customer_source_id = $2
      ORDER BY placed_at DESC, id DESC LIMIT 20`,
    [connectionId, sourceId],
  )
  return rows
}
