import { expect, test } from 'vitest'
import { cronWords } from './cron-words.ts'

test('a cron expression is said in words', () => {
  expect(cronWords({ cron: '30 2 * * 1' })).toBe('At 02:30, only on Monday')
  expect(cronWords({ cron: '30 2 * * 7' })).toBe('At 02:30, only on Sunday')
  expect(cronWords({ cron: '*/15 8-20 * * *' })).toBe('Every 15 minutes, between 08:00 and 20:59, every day')
})

test('what is no cron expression has no words', () => {
  expect(cronWords({ cron: 'hourly' })).toBeNull()
  expect(cronWords({ everyMinutes: 15 })).toBeNull()
})
