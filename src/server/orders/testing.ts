/** For tests only: orders as the ingest would write them. */
import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import type { OrderState } from './order-state.ts'
import { saveOrders } from './save-orders.ts'

const state: OrderState = {
  number: 'A1B2C3',
  reference: null,
  status: 'pending',
  sourceStatus: 'NEW',
  fulfilment: 'pickup',
  customerType: null,
  placedAt: '2026-03-01T20:15:00.000Z',
  completedAt: null,
  currency: 'USD',
  subtotalMinor: 3000,
  discountMinor: 500,
  taxMinor: 250,
  totalMinor: 2750,
  lines: [],
}

/** An order of nobody's, pending, unless told otherwise. @returns its id */
export async function insertOrder(
  db: Pool,
  scope: { organizationId: string; storeId: string; connectionId: string },
  change: Partial<OrderState> & { customerSourceId?: string } = {},
): Promise<string> {
  const { customerSourceId = null, ...changed } = change
  const id = newId()
  const ids = { id, sourceId: newId(), customerSourceId, sourceUpdatedAt: null }
  await inTransaction(
    (tx) => saveOrders(tx, scope, [{ ...ids, state: { ...state, ...changed }, changed: true }]),
    db,
  )
  return id
}
