import { expect, test } from 'vitest'
import { parseInstant } from '../kit/time.ts'
import { formatTimestamp } from './time.ts'

test('a time is written the way the documentation does and means the same', () => {
  const time = new Date('2026-01-11T13:56:05.123Z')
  expect(formatTimestamp(time)).toBe('2026-01-11T05:56:05.123-08:00')
  expect(parseInstant(formatTimestamp(time))).toEqual(time)
})
