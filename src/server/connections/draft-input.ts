import { z } from 'zod'

/** What the wizard's first steps collect. Credentials by field name, as typed. */
export const draftInputSchema = z.object({
  storeId: z.uuid(),
  vendor: z.string().min(1).max(100),
  name: z.string().trim().min(1, 'Give the connection a name, such as the store’s.').max(100),
  endpoint: z.enum(['live', 'simulator']),
  signInMethod: z.string().min(1).max(100),
  credentials: z.record(z.string().max(100), z.string().max(16_384)),
  settings: z.record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()])),
})
export type DraftInput = z.infer<typeof draftInputSchema>
