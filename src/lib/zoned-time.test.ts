import { expect, test } from 'vitest'
import { localTimeOf, momentOf } from './zoned-time.ts'

const zone = 'America/Los_Angeles'
const iso = (local: string, timeZone = zone) => momentOf(local, timeZone)?.toISOString()

test('a time on the clocks of a zone is a moment, in summer and in winter, and back', () => {
  expect(iso('2026-11-24T09:00')).toBe('2026-11-24T17:00:00.000Z')
  expect(iso('2026-07-01T09:00')).toBe('2026-07-01T16:00:00.000Z')
  expect(iso('2026-07-01T09:00', 'Asia/Kathmandu')).toBe('2026-07-01T03:15:00.000Z')
  expect(localTimeOf(new Date('2026-11-24T17:00:00Z'), zone)).toBe('2026-11-24T09:00')
})

test('a time that clocks skip is an hour on, of one they show twice the first is meant', () => {
  expect(iso('2026-03-08T02:30')).toBe('2026-03-08T10:30:00.000Z')
  expect(iso('2026-11-01T01:30')).toBe('2026-11-01T08:30:00.000Z')
})

test('what is no time is none', () => {
  for (const text of ['', 'yesterday', '2026-13-01T00:00', '2026-11-24'])
    expect(momentOf(text, zone)).toBeNull()
})
