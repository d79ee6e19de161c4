import { z } from 'zod'
import { customerTypeSchema, decimalSchema, potencySchema, unitSchema } from './product.ts'

/** How much of a variant stands at one location for one kind of customer. */
export const inventoryLevelDraftSchema = z.object({
  variantSourceId: z.string().min(1),
  location: z.object({ sourceId: z.string().min(1), name: z.string(), sellable: z.boolean() }),
  customerType: customerTypeSchema,
  quantity: decimalSchema,
  /** `at_least`: the POS masks what it has ("30 or more"), so the quantity is a lower bound. */
  bound: z.enum(['exact', 'at_least']),
  unit: unitSchema,
  sourceUpdatedAt: z.date().nullable(),
})
export type InventoryLevelDraft = z.infer<typeof inventoryLevelDraftSchema>

/** Dates are calendar days as YYYY-MM-DD. */
export const batchDraftSchema = z.object({
  sourceId: z.string().min(1),
  variantSourceId: z.string().min(1),
  lot: z.string().nullable(),
  complianceTag: z.string().nullable(),
  locationName: z.string().nullable(),
  quantity: decimalSchema,
  unit: unitSchema,
  reserved: decimalSchema,
  sellable: z.boolean(),
  receivedOn: z.iso.date().nullable(),
  harvestedOn: z.iso.date().nullable(),
  expiresOn: z.iso.date().nullable(),
  labResults: z.array(potencySchema),
})
export type BatchDraft = z.infer<typeof batchDraftSchema>
