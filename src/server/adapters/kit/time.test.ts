import { expect, test } from 'vitest'
import { dayIn, parseDay, parseInstant, parseTimestamp } from './time.ts'

const zone = 'America/Los_Angeles'

test.each([
  ['2026-07-14T10:55:58.000-07:00', '2026-07-14T17:55:58.000Z'],
  ['2026-01-11T13:56:05.000-0800', '2026-01-11T21:56:05.000Z'],
  ['2026-01-11T13:56:05Z', '2026-01-11T13:56:05.000Z'],
  ['2024-05-31 00:00:00.000', '2024-05-31T07:00:00.000Z'],
  ['2024-01-31 00:00:00.000', '2024-01-31T08:00:00.000Z'],
  ['2025-06-11', '2025-06-11T07:00:00.000Z'],
  // The hours in which clocks change.
  ['2026-03-08 01:59:59', '2026-03-08T09:59:59.000Z'],
  ['2026-03-08 03:00:00', '2026-03-08T10:00:00.000Z'],
  ['2026-11-01 03:00:00', '2026-11-01T11:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(parseTimestamp(text, zone)?.toISOString()).toBe(instant)
})

test.each(['', 'yesterday', '2018-02-30', '2026-13-01', '2026-01-01T25:00:00Z', '14/07/2026', '2026-07-14T'])(
  '"%s" is no time',
  (text) => {
    expect(parseTimestamp(text, zone)).toBeNull()
    expect(parseDay(text)).toBeNull()
  },
)

test('an instant needs an offset', () => {
  expect(parseInstant('2025-06-11 14:51:53')).toBeNull()
  expect(parseInstant('2025-06-11')).toBeNull()
  expect(parseInstant('2026-01-11T13:56:05.000-0800')?.toISOString()).toBe('2026-01-11T21:56:05.000Z')
})

test.each([
  ['2026-07-15T06:59:59Z', '2026-07-14'],
  ['2026-07-15T07:00:00Z', '2026-07-15'],
  // The day after clocks went back, an hour later.
  ['2026-11-02T07:30:00Z', '2026-11-01'],
])('%s is on %s in the store', (moment, day) => {
  expect(dayIn(new Date(moment), zone)).toBe(day)
})
