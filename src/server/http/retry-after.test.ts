import { expect, it } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const now = new Date('2026-06-01T12:00:00Z')

it.each([
  ['2', 2000],
  ['0', 0],
  ['1.5', 1500],
  ['Mon, 01 Jun 2026 12:02:00 GMT', 120_000],
  ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
  ['999999999', 86_400_000],
  ['', undefined],
  ['soon', undefined],
  ['-5', 0],
  [null, undefined],
])('reads %s as %s ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected)
})
