import { Cron } from 'croner'
import { z } from 'zod'
import { AppError } from '#server/lib/errors.ts'
import { type SyncEntity, syncModeSchema } from '#server/model/sync.ts'

/** What a schedule starts: any run but an undoing one. */
export const scheduleModeSchema = z.enum([...syncModeSchema.options, 'reconcile'])
export type ScheduleMode = z.infer<typeof scheduleModeSchema>

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as HH:MM, from 00:00 to 23:59.')

/**
 * When a schedule fires, in the store's own time zone: at a steady pace; by a cron expression of five parts; or once a
 * day at some moment between two times of day (the second may be on the next day).
 */
export const scheduleRuleSchema = z.union([
  z.strictObject({ everyMinutes: z.number().int() }),
  z.strictObject({ cron: z.string().trim() }),
  z.strictObject({ window: z.strictObject({ from: timeOfDay, to: timeOfDay }) }),
])
export type ScheduleRule = z.infer<typeof scheduleRuleSchema>

/** A schedule as it is asked for. */
export type WantedSchedule = {
  entity: SyncEntity
  mode: ScheduleMode
  rule: ScheduleRule
  /** A slot fires up to this much later. */
  jitterSeconds: number
  /** Made so that it does not start yet; one that is there already stays as it is. */
  paused?: boolean | undefined
}

/** Every 5 minutes is the most often a POS is read whole or in part, once a week the least. */
const everyMinutesRange = { min: 5, max: 10_080 }
const maxJitterSeconds = 3600

/**
 * Holds a rule and its jitter against what makes sense.
 * @throws {AppError} `invalid` with the field: `rule.everyMinutes`, `rule.cron`, `rule.window.to` or `jitterSeconds`
 */
export function validateRule(rule: ScheduleRule, jitterSeconds: number, now: Date): void {
  if ('everyMinutes' in rule) checkPace(rule.everyMinutes)
  if ('cron' in rule) checkCron(rule.cron, now)
  if ('window' in rule && rule.window.from === rule.window.to) {
    throw invalid('rule.window.to', 'The window ends when it begins. Choose a later end.')
  }
  const most = 'everyMinutes' in rule ? Math.min(maxJitterSeconds, rule.everyMinutes * 30) : maxJitterSeconds
  if (jitterSeconds < 0 || jitterSeconds > most) {
    throw invalid('jitterSeconds', `A start may be at most ${Math.floor(most / 60)} minutes late here.`)
  }
}

function checkPace(everyMinutes: number): void {
  if (everyMinutes >= everyMinutesRange.min && everyMinutes <= everyMinutesRange.max) return
  throw invalid('rule.everyMinutes', 'Choose between every 5 minutes and every 10,080 (once a week).')
}

function checkCron(cron: string, now: Date): void {
  let coming: Date[]
  try {
    coming = cronOf(cron, 'UTC').nextRuns(60, now)
  } catch (error) {
    const cause = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : ''
    throw invalid(
      'rule.cron',
      `This is not a cron expression of five parts (minute, hour, day, month, weekday): ${cause}`,
    )
  }
  if (coming.length === 0) throw invalid('rule.cron', 'This never comes: there is no such day.')
  const tooSoon = coming.some((at, index) => {
    const before = coming[index - 1]
    return before && at.getTime() - before.getTime() < everyMinutesRange.min * 60_000
  })
  if (tooSoon) {
    throw invalid('rule.cron', 'Every 5 minutes is the most often a POS is read.')
  }
}

/** A cron expression of five parts in a time zone; croner's own extras (seconds, years) are not offered. */
export function cronOf(expression: string, timeZone: string): Cron {
  return new Cron(expression, { timezone: timeZone, mode: '5-part' })
}

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })
