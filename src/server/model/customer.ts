import { z } from 'zod'
import { customerTypeSchema, decimalSchema } from './product.ts'

/** A card or licence with a number: medical card, driver's licence. */
const documentSchema = z.object({
  number: z.string().min(1),
  /** Who issued it, as ISO 3166-2 ("US-CA") where the POS tells enough, else as it writes it. */
  issuedBy: z.string().nullable(),
  expiresOn: z.iso.date().nullable(),
})

export const addressSchema = z.object({
  lines: z.array(z.string()),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
})

export const customerStatusSchema = z.enum(['active', 'inactive', 'banned', 'deleted'])

/** A vendor's customer in our words. Everything but `sourceId`, `status` and the times is personal data. */
export const customerDraftSchema = z.object({
  sourceId: z.string().min(1),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  /** As the POS writes it; lookups go by the normalised number. */
  phone: z.string().nullable(),
  bornOn: z.iso.date().nullable(),
  status: customerStatusSchema,
  customerType: customerTypeSchema.nullable(),
  medicalCard: documentSchema.nullable(),
  driversLicense: documentSchema.nullable(),
  address: addressSchema.nullable(),
  /** null: the POS doesn't say, which is not a yes. */
  consent: z.object({ email: z.boolean().nullable(), sms: z.boolean().nullable() }),
  loyaltyPoints: decimalSchema.nullable(),
  sourceCreatedAt: z.date().nullable(),
  sourceUpdatedAt: z.date().nullable(),
})
export type CustomerDraft = z.infer<typeof customerDraftSchema>
