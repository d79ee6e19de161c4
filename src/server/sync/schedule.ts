import { z } from 'zod'
import { type SyncMode, syncEntitySchema } from '#server/model/sync.ts'

/** When and what a connection syncs. `everyMinutes` null: only when a person starts it. */
export const scheduleSchema = z.object({
  everyMinutes: z.number().positive().nullable().default(null),
  entities: z.array(syncEntitySchema).default([]),
})
export type Schedule = z.infer<typeof scheduleSchema>

/** Deltas miss what a POS deletes or forgets to stamp; a full read once a day puts that right. */
export const fullEveryHours = 24

/** The mode of a scheduled run: full when there was no complete one for a day. */
export function modeFor(lastFullAt: Date | null, now: Date): SyncMode {
  const age = lastFullAt ? now.getTime() - lastFullAt.getTime() : Number.POSITIVE_INFINITY
  return age >= fullEveryHours * 3_600_000 ? 'full' : 'incremental'
}

/**
 * When the next run is due: an interval from now, up to 10 % earlier or later, so that connections made in the same
 * minute don't all call at once for ever.
 * @param random uniform in [0, 1)
 */
export function nextSyncAt(schedule: Schedule, now: Date, random: number): Date | null {
  if (schedule.everyMinutes === null) return null
  return new Date(now.getTime() + schedule.everyMinutes * 60_000 * (0.9 + 0.2 * random))
}
