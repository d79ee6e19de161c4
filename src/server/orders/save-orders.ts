import type { PoolClient } from 'pg'
import type { Scope } from '#server/ingest/types.ts'
import type { OrderState } from './order-state.ts'

/** An order to write. `changed` false: nothing people see differs. */
export type OrderWrite = {
  id: string
  sourceId: string
  customerSourceId: string | null
  sourceUpdatedAt: Date | null
  state: OrderState
  changed: boolean
}

/** Inserts or updates orders and replaces the lines of the changed ones: three statements, however many. */
export async function saveOrders(tx: PoolClient, scope: Scope, orders: OrderWrite[]): Promise<void> {
  const rows = orders.map(({ state: { lines, ...state }, ...order }) => ({
    ...state,
    ...order,
    lineCount: lines.length,
  }))
  const changed = orders.filter((order) => order.changed)
  const changedIds = changed.map(({ id }) => id)
  await tx.query(
    `INSERT INTO customer_order (id, organization_id, store_id, connection_id, source_id, number, reference, status,
        source_status, fulfilment, customer_source_id, customer_type, placed_at, completed_at, currency,
        subtotal_minor, discount_minor, tax_minor, total_minor, line_count, source_updated_at)
     SELECT id, $1, $2, $3, "sourceId", number, reference, status, "sourceStatus", fulfilment, "customerSourceId",
        "customerType", "placedAt", "completedAt", currency, "subtotalMinor", "discountMinor", "taxMinor",
        "totalMinor", "lineCount", "sourceUpdatedAt"
       FROM jsonb_to_recordset($4::jsonb) AS i(id uuid, "sourceId" text, number text, reference text, status text,
        "sourceStatus" text, fulfilment text, "customerSourceId" text, "customerType" text, "placedAt" timestamptz,
        "completedAt" timestamptz, currency text, "subtotalMinor" int8, "discountMinor" int8, "taxMinor" int8,
        "totalMinor" int8, "lineCount" int, "sourceUpdatedAt" timestamptz)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET
        number = excluded.number, reference = excluded.reference, status = excluded.status,
        source_status = excluded.source_status, fulfilment = excluded.fulfilment,
        customer_source_id = excluded.customer_source_id, customer_type = excluded.customer_type,
        placed_at = excluded.placed_at, completed_at = excluded.completed_at, currency = excluded.currency,
        subtotal_minor = excluded.subtotal_minor, discount_minor = excluded.discount_minor,
        tax_minor = excluded.tax_minor, total_minor = excluded.total_minor, line_count = excluded.line_count,
        source_updated_at = excluded.source_updated_at,
        changed_at = CASE WHEN customer_order.id = ANY($5::uuid[]) THEN now() ELSE customer_order.changed_at END`,
    [scope.organizationId, scope.storeId, scope.connectionId, JSON.stringify(rows), changedIds],
  )
  await tx.query('DELETE FROM order_line WHERE order_id = ANY($1::uuid[])', [changedIds])
  await tx.query(
    `INSERT INTO order_line (order_id, position, source_id, variant_source_id, name, quantity, unit, unit_price_minor,
        discount_minor, total_minor)
     SELECT "orderId", position, "sourceId", "variantSourceId", name, quantity, unit, "unitPriceMinor",
        "discountMinor", "totalMinor"
       FROM jsonb_to_recordset($1::jsonb) AS i("orderId" uuid, position int, "sourceId" text, "variantSourceId" text,
        name text, quantity numeric, unit text, "unitPriceMinor" int8, "discountMinor" int8, "totalMinor" int8)`,
    [
      JSON.stringify(
        changed.flatMap(({ id, state }) =>
          state.lines.map((line, position) => ({ ...line, orderId: id, position })),
        ),
      ),
    ],
  )
}
