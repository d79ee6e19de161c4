import { expect, test } from 'vitest'
import { type ScheduleRule, scheduleRuleSchema, validateRule } from './rule.ts'

const now = new Date('2026-05-05T10:00:00Z')
const fieldOf = (rule: ScheduleRule, jitterSeconds = 0) => {
  try {
    validateRule(rule, jitterSeconds, now)
    return null
  } catch (error) {
    return (error as { field?: string }).field
  }
}

test.each<[ScheduleRule, number, string | null]>([
  [{ everyMinutes: 5 }, 30, null],
  [{ everyMinutes: 4 }, 0, 'rule.everyMinutes'],
  [{ everyMinutes: 10_081 }, 0, 'rule.everyMinutes'],
  [{ everyMinutes: 5 }, 151, 'jitterSeconds'],
  [{ cron: '*/10 6-22 * * 1-5' }, 600, null],
  [{ cron: '0 3 * * 7' }, 3600, null],
  [{ cron: '0 3 * * 7' }, 3601, 'jitterSeconds'],
  [{ cron: '*/4 * * * *' }, 0, 'rule.cron'],
  [{ cron: '0,3 0 * * *' }, 0, 'rule.cron'],
  [{ cron: '61 * * * *' }, 0, 'rule.cron'],
  [{ cron: '0 0 0 * * *' }, 0, 'rule.cron'],
  [{ cron: 'hourly' }, 0, 'rule.cron'],
  [{ cron: '0 0 30 2 *' }, 0, 'rule.cron'],
  [{ window: { from: '22:00', to: '04:30' } }, 0, null],
  [{ window: { from: '02:00', to: '02:00' } }, 0, 'rule.window.to'],
])('%j with a jitter of %i s names the field %s', (rule, jitterSeconds, field) => {
  expect(fieldOf(rule, jitterSeconds)).toBe(field)
})

test('a rule is one of the three, whole', () => {
  expect(scheduleRuleSchema.safeParse({ everyMinutes: 15, cron: '0 * * * *' }).success).toBe(false)
  expect(scheduleRuleSchema.safeParse({ window: { from: '2:00', to: '25:00' } }).success).toBe(false)
  expect(scheduleRuleSchema.safeParse({}).success).toBe(false)
})
