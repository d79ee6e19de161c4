import { z } from 'zod'
import { weekdays } from './weekdays.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 09:00.')

const interval = z.object({ open: time, close: time }).refine(({ open, close }) => open !== close, {
  message: 'Opening and closing can’t be the same time.',
  path: ['close'],
})

/**
 * Hours of each day in the store's own time zone; a day without any is closed.
 * A closing time before the opening time is on the next day ("18:00 to 02:00").
 */
export const openingHoursSchema = z.record(
  z.enum(weekdays),
  z.array(interval).max(4, 'A day can have at most four periods.').superRefine(refuseOverlap),
)
export type OpeningHours = z.infer<typeof openingHoursSchema>

/** Times as HH:MM sort as text; a period past midnight reaches to the end of its day. */
function refuseOverlap(periods: { open: string; close: string }[], context: z.RefinementCtx): void {
  const sorted = periods
    .map((period, index) => ({ ...period, index }))
    .sort((a, b) => (a.open < b.open ? -1 : 1))
  for (const [position, period] of sorted.entries()) {
    const previous = sorted[position - 1]
    if (previous && (previous.close < previous.open || period.open < previous.close)) {
      context.addIssue({
        code: 'custom',
        message: 'These hours overlap with the others of the day.',
        path: [period.index, 'open'],
      })
    }
  }
}
