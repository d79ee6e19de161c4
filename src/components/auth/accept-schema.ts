import { z } from 'zod'

export const acceptSchema = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(100, 'Use at most 100 characters.'),
  password: z.string().min(1, 'Choose a password.'),
})
