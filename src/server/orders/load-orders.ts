import type { PoolClient } from 'pg'
import type { LineState, OrderState } from './order-state.ts'

export type StoredOrder = { id: string; state: OrderState }

type Row = Omit<OrderState, 'placedAt' | 'completedAt'> & {
  id: string
  orderSourceId: string
  placedAt: Date
  completedAt: Date | null
  lines: LineState[]
}

/** The stored orders among these with their lines, by source id. */
export async function loadOrders(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<Map<string, StoredOrder>> {
  // Amounts are whole numbers below 2^53, so float8 holds them exactly and the driver gives numbers.
  const { rows } = await tx.query<Row>(
    `SELECT o.id, o.source_id AS "orderSourceId", o.number, o.reference, o.status, o.source_status AS "sourceStatus",
            o.fulfilment, o.customer_type AS "customerType", o.placed_at AS "placedAt",
            o.completed_at AS "completedAt", o.currency, o.subtotal_minor::float8 AS "subtotalMinor",
            o.discount_minor::float8 AS "discountMinor", o.tax_minor::float8 AS "taxMinor",
            o.total_minor::float8 AS "totalMinor", coalesce(l.lines, '[]') AS lines
       FROM customer_order o
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('sourceId', source_id, 'variantSourceId', variant_source_id, 'name', name,
                  'quantity', trim_scale(quantity)::text, 'unit', unit, 'unitPriceMinor', unit_price_minor,
                  'discountMinor', discount_minor, 'totalMinor', total_minor) ORDER BY position) AS lines
           FROM order_line WHERE order_id = o.id) l ON true
      WHERE o.connection_id = $1 AND o.source_id = ANY($2::text[])`,
    [connectionId, sourceIds],
  )
  return new Map(
    rows.map(({ id, orderSourceId, placedAt, completedAt, ...fields }) => {
      const times = {
        placedAt: placedAt.toISOString(),
        completedAt: completedAt?.toISOString() ?? null,
      }
      return [orderSourceId, { id, state: { ...fields, ...times } }]
    }),
  )
}
