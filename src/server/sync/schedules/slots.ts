import { createHash } from 'node:crypto'
import { cronOf, type ScheduleRule } from './rule.ts'

/** What decides when a schedule fires. */
export type Timing = {
  connectionId: string
  rule: ScheduleRule
  jitterSeconds: number
  /** IANA zone of the store. */
  timeZone: string
}

/** A moment a schedule is meant for, and when it fires: the same or, spread out, a little later. */
export type Slot = { slotAt: Date; fireAt: Date }

/** Longest pace, and so what all paces of a connection are counted from. */
const weekMs = 10_080 * 60_000

/**
 * The first slot after `after`. A time of day that a clock change skips is taken right after the gap; one that comes
 * twice is taken once; a pace takes no notice of clocks.
 * @returns null when none will come
 */
export function nextSlot(timing: Timing, after: Date): Slot | null {
  const slotAt = nextSlotAt(timing, after)
  return slotAt && { slotAt, fireAt: fireAt(timing, slotAt) }
}

function nextSlotAt({ rule, connectionId, timeZone }: Timing, after: Date): Date | null {
  if ('everyMinutes' in rule) {
    const step = rule.everyMinutes * 60_000
    const offset = Math.floor(fraction(connectionId, '') * weekMs) % step
    return new Date((Math.floor((after.getTime() - offset) / step) + 1) * step + offset)
  }
  return cronOf('cron' in rule ? rule.cron : dailyAt(rule.window.from), timeZone).nextRun(after)
}

/**
 * Drawn from the connection and the slot, not from a die: what is due together starts together, in one run, and a
 * slot looked at twice fires at the same moment. Connections are spread as evenly as a hash is.
 */
function fireAt(timing: Timing, slotAt: Date): Date {
  const { rule, connectionId, jitterSeconds } = timing
  const end = windowEnd(timing, slotAt)
  // The last tenth of a window stays free, so that what starts in it has a while to run.
  const spread = 'window' in rule && end ? 0.9 * (end.getTime() - slotAt.getTime()) : jitterSeconds * 1000
  return new Date(slotAt.getTime() + Math.floor(spread * fraction(connectionId, slotAt.toISOString())))
}

/** When the window that begins with this slot ends; null for other rules. */
export function windowEnd({ rule, timeZone }: Timing, slotAt: Date): Date | null {
  return 'window' in rule ? cronOf(dailyAt(rule.window.to), timeZone).nextRun(slotAt) : null
}

function dailyAt(time: string): string {
  const [hour, minute] = time.split(':')
  return `${Number(minute)} ${Number(hour)} * * *`
}

/** Uniform in [0, 1), always the same for the same words. */
function fraction(connectionId: string, salt: string): number {
  const digest = createHash('sha256').update(`${connectionId} ${salt}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}
