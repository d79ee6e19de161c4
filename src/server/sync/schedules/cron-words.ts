import cronstrue from 'cronstrue'
import type { ScheduleRule } from './rule.ts'

/**
 * A cron expression as a sentence: "At 02:30, only on Monday".
 * @returns null for other rules, and for what cannot be said in words
 */
export function cronWords(rule: ScheduleRule): string | null {
  if (!('cron' in rule)) return null
  try {
    return cronstrue.toString(rule.cron, { use24HourTimeFormat: true, verbose: true })
  } catch {
    return null
  }
}
