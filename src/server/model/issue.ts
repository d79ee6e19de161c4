import { z } from 'zod'

/** Something in a vendor's record that could not be taken over. `error`: not at all; `warning`: in part. */
export const mappingIssueSchema = z.object({
  code: z.enum(['missing_field', 'invalid_value', 'unknown_value', 'unknown_product', 'unreadable_record']),
  severity: z.enum(['error', 'warning']),
  /** Path in the vendor's record, e.g. `pricing.price_sell`. */
  field: z.string(),
  /** What is wrong and what follows, for catalogue staff. */
  message: z.string(),
})
export type MappingIssue = z.infer<typeof mappingIssueSchema>
