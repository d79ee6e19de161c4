import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { openProfile } from '#server/customers/profile.ts'
import { maskContact } from '#server/customers/queries/masked-contact.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { OrderDraft, OrderLineDraft } from '#server/model/order.ts'
import { openPersonKey } from '#server/people/person-keys.ts'

export type OrderLineView = Omit<OrderLineDraft, 'variantSourceId'> & {
  /** Place in the order, from 0; a POS may use one id twice. */
  position: number
  /** The product it is in the catalogue, when it is there. */
  product: { id: string; name: string } | null
}

export type OrderView = {
  order: Omit<OrderDraft, 'customerSourceId' | 'lines'> & { id: string; createdAt: Date; changedAt: Date }
  lines: OrderLineView[]
  /** Who placed it, the name shortened; null: nobody known, or not for this reader. */
  customer: { id: string; name: string | null; sourceId: string } | null
  connection: { id: string; name: string; vendorName: string }
  store: { id: string; name: string; timeZone: string }
}

type Head = OrderView['order'] & {
  customerSourceId: string | null
  organizationId: string
  connectionId: string
  connectionName: string
  vendor: string
  storeId: string
  storeName: string
  timeZone: string
}

/**
 * An order with its lines. Amounts are minor units of its currency, quantities decimals in text.
 * @param reader `seesCustomers`: whether it may tell who placed it
 * @throws {AppError} not_found, also for an order outside the scope
 * @throws {SealError} when the customer's profile doesn't open
 */
export async function getOrder(
  db: Queryable,
  sealer: Sealer,
  reader: { scope: QueryScope; seesCustomers: boolean },
  id: string,
): Promise<OrderView> {
  const head = await findHead(db, reader.scope, id)
  const { customerSourceId, organizationId, connectionId, connectionName, vendor, ...rest } = head
  const { storeId, storeName, timeZone, ...order } = rest
  const [lines, customer] = await Promise.all([
    findLines(db, id, connectionId),
    reader.seesCustomers && customerSourceId !== null
      ? findCustomer(db, sealer, organizationId, connectionId, customerSourceId)
      : null,
  ])
  return {
    order,
    lines,
    customer,
    connection: { id: connectionId, name: connectionName, vendorName: vendorFace(vendor).vendorName },
    store: { id: storeId, name: storeName, timeZone },
  }
}

async function findHead(db: Queryable, scope: QueryScope, id: string): Promise<Head> {
  const sql = sqlValues()
  const { rows } = await db.query<Head>(
    `SELECT o.id, o.organization_id AS "organizationId", o.source_id AS "sourceId", o.number, o.reference, o.status,
            o.source_status AS "sourceStatus", o.fulfilment, o.customer_source_id AS "customerSourceId",
            o.customer_type AS "customerType", o.placed_at AS "placedAt", o.completed_at AS "completedAt", o.currency,
            o.subtotal_minor::float8 AS "subtotalMinor", o.discount_minor::float8 AS "discountMinor",
            o.tax_minor::float8 AS "taxMinor", o.total_minor::float8 AS "totalMinor",
            o.source_updated_at AS "sourceUpdatedAt", o.created_at AS "createdAt", o.changed_at AS "changedAt",
            n.id AS "connectionId", n.name AS "connectionName", n.vendor, s.id AS "storeId", s.name AS "storeName",
            s.time_zone AS "timeZone"
       FROM customer_order o
       JOIN connection n ON n.id = o.connection_id
       JOIN store s ON s.id = o.store_id
      WHERE o.id = ${sql.bind(id)} AND ${scopeCondition('o', scope, sql)}`,
    sql.values,
  )
  const [head] = rows
  if (!head)
    throw new AppError('not_found', 'There is no such order. It may have been removed with its connection.')
  return head
}

async function findLines(db: Queryable, orderId: string, connectionId: string): Promise<OrderLineView[]> {
  const { rows } = await db.query<OrderLineView>(
    `SELECT l.position, l.source_id AS "sourceId", l.name, trim_scale(l.quantity)::text AS quantity, l.unit,
            l.unit_price_minor::float8 AS "unitPriceMinor", l.discount_minor::float8 AS "discountMinor",
            l.total_minor::float8 AS "totalMinor",
            CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS product
       FROM order_line l
       LEFT JOIN variant v ON v.connection_id = $2 AND v.source_id = l.variant_source_id
       LEFT JOIN product p ON p.id = v.product_id
      WHERE l.order_id = $1 ORDER BY l.position`,
    [orderId, connectionId],
  )
  return rows
}

async function findCustomer(
  db: Queryable,
  sealer: Sealer,
  organizationId: string,
  connectionId: string,
  sourceId: string,
): Promise<OrderView['customer']> {
  const { rows } = await db.query<{ id: string; profile: string; keyId: string; sealedKey: string | null }>(
    `SELECT c.id, c.profile, k.id AS "keyId", k.sealed AS "sealedKey"
       FROM customer c
       JOIN person_key k ON k.connection_id = c.connection_id AND k.entity = 'customers' AND k.source_id = c.source_id
      WHERE c.connection_id = $1 AND c.source_id = $2`,
    [connectionId, sourceId],
  )
  const [found] = rows
  if (!found) return null
  const key = openPersonKey({ id: found.keyId, sealed: found.sealedKey }, organizationId, sealer)
  const profile = openProfile(found.profile, key, { customerId: found.id, organizationId })
  return { id: found.id, sourceId, name: profile && maskContact(profile).name }
}
