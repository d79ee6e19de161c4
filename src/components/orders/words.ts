import type { Tone } from '#components/ui/badge.tsx'
import type { OrderDraft, OrderStatus } from '#server/model/order.ts'

/** In the order an order usually goes through them. */
export const orderStatusWords: Record<OrderStatus, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  preparing: 'Preparing',
  ready: 'Ready',
  out_for_delivery: 'Out for delivery',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
}

export const orderStatusTones: Record<OrderStatus, Tone> = {
  pending: 'attention',
  accepted: 'waiting',
  preparing: 'waiting',
  ready: 'waiting',
  out_for_delivery: 'waiting',
  completed: 'good',
  cancelled: 'paused',
  refunded: 'paused',
}

export type Fulfilment = OrderDraft['fulfilment']

export const fulfilmentWords: Record<Fulfilment, string> = {
  in_store: 'In store',
  pickup: 'Pickup',
  delivery: 'Delivery',
  unknown: 'Not said',
}

export const placedWords = { day: 'Last 24 h', week: 'Last 7 days', month: 'Last 30 days' } as const

const fields: Record<string, string> = {
  status: 'Status',
  sourceStatus: 'Status at the POS',
  number: 'Number',
  reference: 'Our reference',
  fulfilment: 'Kind',
  customerType: 'Customer type',
  placedAt: 'Placed',
  completedAt: 'Completed',
  currency: 'Currency',
  subtotalMinor: 'Subtotal',
  discountMinor: 'Discount',
  taxMinor: 'Tax',
  totalMinor: 'Total',
  lines: 'Lines',
}

/** "totalMinor" → "Total". */
export const orderField = (field: string) => fields[field] ?? field

/** A key of `words` in words; whatever it isn't stays as it is. */
export function wordOf(words: Record<string, string>, key: unknown): string {
  return words[String(key)] ?? String(key)
}
