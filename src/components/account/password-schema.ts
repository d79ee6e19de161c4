import { z } from 'zod'

export const passwordSchema = z.object({
  current: z.string().min(1, 'Enter your current password.'),
  next: z.string().min(1, 'Choose a new password.'),
})
