import { z } from 'zod'
import { customerTypes } from './customer-types.ts'
import { openingHoursSchema } from './opening-hours.ts'

/** Intl knows the zone; its list of names has no aliases such as US/Pacific, so it is tried instead of looked up. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone.includes('/') || zone === 'UTC'
  } catch {
    return false
  }
}

/** What a person enters about a store; the same rules in the form and on the server. */
export const storeInputSchema = z.object({
  name: z.string().trim().min(1, 'Give the store a name.').max(100, 'Use at most 100 characters.'),
  address: z.string().trim().max(300, 'Use at most 300 characters.'),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone, such as America/Los_Angeles.'),
  openingHours: openingHoursSchema,
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'Choose the state or province whose rules apply.'),
  customerTypes: z.enum(customerTypes),
})
export type StoreInput = z.infer<typeof storeInputSchema>
