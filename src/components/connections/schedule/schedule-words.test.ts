import { expect, test } from 'vitest'
import { ruleWords } from './schedule-words.ts'

test('a rule reads as a person would say it', () => {
  expect(ruleWords({ everyMinutes: 15 })).toBe('every 15 minutes')
  expect(ruleWords({ everyMinutes: 60 })).toBe('every hour')
  expect(ruleWords({ everyMinutes: 90 })).toBe('every 90 minutes')
  expect(ruleWords({ everyMinutes: 2880 })).toBe('every 2 days')
  expect(ruleWords({ everyMinutes: 10_080 })).toBe('every week')
  expect(ruleWords({ cron: '0 3 * * 0' })).toBe('cron 0 3 * * 0')
  expect(ruleWords({ window: { from: '02:00', to: '05:00' } })).toBe('once a day between 02:00 and 05:00')
})
