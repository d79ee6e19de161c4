import { z } from 'zod'

/** Input of every history: whose, and the position to go on before. */
export const historyInput = z.object({
  id: z.uuid(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
