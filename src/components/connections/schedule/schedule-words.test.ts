import { expect, test } from 'vitest'
import { ruleWords } from './schedule-words.ts'

const words = (rule: Parameters<typeof ruleWords>[0]['rule'], cronWords: string | null = null) =>
  ruleWords({ rule, cronWords })

test('a rule reads as a person would say it', () => {
  expect(words({ everyMinutes: 15 })).toBe('every 15 minutes')
  expect(words({ everyMinutes: 60 })).toBe('every hour')
  expect(words({ everyMinutes: 90 })).toBe('every 90 minutes')
  expect(words({ everyMinutes: 2880 })).toBe('every 2 days')
  expect(words({ everyMinutes: 10_080 })).toBe('every week')
  expect(words({ cron: '0 3 * * 0' })).toBe('cron 0 3 * * 0')
  expect(words({ cron: '0 3 * * 0' }, 'At 03:00, only on Sunday')).toBe(
    'at 03:00, only on Sunday (0 3 * * 0)',
  )
  expect(words({ window: { from: '02:00', to: '05:00' } })).toBe('once a day, 02:00–05:00')
})
