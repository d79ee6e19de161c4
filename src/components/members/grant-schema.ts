import { z } from 'zod'
import type { Role } from '#server/access/permissions.ts'

/** The server decides what may be given; the form only asks for a choice. */
export const grantSchema = z.object({
  role: z.custom<Role>((role) => typeof role === 'string', 'Choose a role.'),
  storeIds: z.array(z.string()).min(1, 'Choose at least one store.').nullable(),
})

export const inviteSchema = grantSchema.extend({
  email: z.string().trim().pipe(z.email('Enter an e-mail address such as ana@example.com.')),
})
