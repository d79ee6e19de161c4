import { z } from 'zod'
import { customerTypeSchema, decimalSchema, unitSchema } from './product.ts'

/** Where an order stands, in the order it usually goes through them. */
export const orderStatusSchema = z.enum([
  'pending',
  'accepted',
  'preparing',
  'ready',
  'out_for_delivery',
  'completed',
  'cancelled',
  'refunded',
])
export type OrderStatus = z.infer<typeof orderStatusSchema>

const amountSchema = z.number().int().nullable()

export const orderLineDraftSchema = z.object({
  sourceId: z.string().min(1),
  /** null: the POS names no product Cairn could know (a fee, a custom line). */
  variantSourceId: z.string().nullable(),
  name: z.string(),
  quantity: decimalSchema,
  unit: unitSchema,
  unitPriceMinor: amountSchema,
  discountMinor: amountSchema,
  totalMinor: amountSchema,
})
export type OrderLineDraft = z.infer<typeof orderLineDraftSchema>

/** A vendor's order or ticket in our words. Amounts are minor units of `currency`; null: the POS doesn't say. */
export const orderDraftSchema = z.object({
  sourceId: z.string().min(1),
  /** What people at the counter call it. */
  number: z.string(),
  /** The reference Cairn gave it when it placed the order; null for all others. */
  reference: z.string().nullable(),
  status: orderStatusSchema,
  /** The POS's own word for the status. */
  sourceStatus: z.string(),
  fulfilment: z.enum(['in_store', 'pickup', 'delivery', 'unknown']),
  customerSourceId: z.string().nullable(),
  customerType: customerTypeSchema.nullable(),
  placedAt: z.date(),
  completedAt: z.date().nullable(),
  currency: z.string().length(3),
  subtotalMinor: amountSchema,
  discountMinor: amountSchema,
  taxMinor: amountSchema,
  totalMinor: amountSchema,
  lines: z.array(orderLineDraftSchema),
  sourceUpdatedAt: z.date().nullable(),
})
export type OrderDraft = z.infer<typeof orderDraftSchema>
