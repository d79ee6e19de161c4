import { describe, expect, it } from 'vitest'
import { calendarDay, clockTime, duration, exactTime, timeAgo } from './time.ts'

const now = new Date('2026-11-24T12:00:00Z')
const before = (milliseconds: number) => new Date(now.getTime() - milliseconds)

describe('timeAgo', () => {
  it.each([
    [0, 'just now'],
    [12_000, '12 s ago'],
    [59_999, '59 s ago'],
    [185_000, '3 min ago'],
    [14 * 60_000, '14 min ago'],
    [3 * 3_600_000 + 2 * 60_000, '3 h 2 min ago'],
    [2 * 86_400_000, '2 days ago'],
    [-240_000, 'in 4 min'],
  ])('says %i ms as "%s"', (distance, words) => {
    expect(timeAgo(before(distance), now)).toBe(words)
  })
})

describe('duration', () => {
  it.each([
    [84, '84 ms'],
    [4200, '4.2 s'],
    [4000, '4 s'],
    [86_400_000 + 4 * 3_600_000, '1 d 4 h'],
  ])('says %i ms as "%s"', (length, words) => {
    expect(duration(length)).toBe(words)
  })
})

describe('Times on a clock', () => {
  it("stand in the store's zone and name it", () => {
    expect(exactTime(now, 'America/Los_Angeles')).toBe('24 Nov 2026, 04:00:00 GMT-8')
    expect(clockTime(now, 'America/Los_Angeles')).toBe('04:00')
  })

  it('leave a calendar day where it is, whatever the zone of the reader', () => {
    expect(calendarDay('2026-11-24')).toBe('24 Nov 2026')
  })
})
