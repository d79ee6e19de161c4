import { describe, expect, test } from 'vitest'
import type { ScheduleRule } from './rule.ts'
import { nextSlot, type Timing, windowEnd } from './slots.ts'

const timing = (rule: ScheduleRule, timeZone: string, jitterSeconds = 0): Timing => ({
  connectionId: '0193b1c4-0000-7000-8000-000000000001',
  rule,
  jitterSeconds,
  timeZone,
})

/** The next slots after a moment, as UTC without milliseconds. */
function slots(of: Timing, after: string, count: number): string[] {
  const found: string[] = []
  for (let at = new Date(after); found.length < count; ) {
    const next = nextSlot(of, at)
    if (!next) break
    found.push(next.slotAt.toISOString().replace('.000Z', 'Z'))
    at = next.slotAt
  }
  return found
}

const newYork = 'America/New_York'

describe('when clocks go forward', () => {
  test('a time of day that is skipped comes right after the gap, once', () => {
    expect(slots(timing({ cron: '30 2 * * *' }, newYork), '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00Z',
      '2026-03-09T06:30:00Z',
    ])
  })

  test('a gap at midnight does not lose the day', () => {
    expect(slots(timing({ cron: '0 0 * * *' }, 'America/Sao_Paulo'), '2018-11-03T12:00:00Z', 2)).toEqual([
      '2018-11-04T03:00:00Z',
      '2018-11-05T02:00:00Z',
    ])
  })

  test('a gap of half an hour is no other', () => {
    expect(slots(timing({ cron: '15 2 * * *' }, 'Australia/Lord_Howe'), '2026-10-02T20:00:00Z', 2)).toEqual([
      '2026-10-03T15:30:00Z',
      '2026-10-04T15:15:00Z',
    ])
  })

  test('a window that begins in the gap begins after it and is as much shorter', () => {
    const window = timing({ window: { from: '02:00', to: '05:00' } }, newYork)
    const next = nextSlot(window, new Date('2026-03-08T05:00:00Z'))
    expect(next?.slotAt.toISOString()).toBe('2026-03-08T07:00:00.000Z')
    expect(next && windowEnd(window, next.slotAt)?.toISOString()).toBe('2026-03-08T09:00:00.000Z')
  })
})

describe('when clocks go back', () => {
  test('a time of day that comes twice is taken once', () => {
    expect(slots(timing({ cron: '30 1 * * *' }, newYork), '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00Z',
      '2026-11-02T06:30:00Z',
    ])
  })

  test('every quarter of the hour that comes twice is a moment of its own', () => {
    expect(slots(timing({ cron: '*/15 * * * *' }, newYork), '2026-11-01T05:10:00Z', 8)).toEqual([
      '2026-11-01T05:15:00Z',
      '2026-11-01T05:30:00Z',
      '2026-11-01T05:45:00Z',
      '2026-11-01T06:00:00Z',
      '2026-11-01T06:15:00Z',
      '2026-11-01T06:30:00Z',
      '2026-11-01T06:45:00Z',
      '2026-11-01T07:00:00Z',
    ])
  })
})

test('a leap day comes every four years and in no other', () => {
  expect(slots(timing({ cron: '0 0 29 2 *' }, 'America/Los_Angeles'), '2026-03-01T00:00:00Z', 2)).toEqual([
    '2028-02-29T08:00:00Z',
    '2032-02-29T08:00:00Z',
  ])
  expect(nextSlot(timing({ cron: '0 0 30 2 *' }, 'UTC'), new Date('2026-03-01'))).toBeNull()
})

test('the same rule is another moment in another zone', () => {
  const of = (zone: string) =>
    slots(timing({ window: { from: '02:00', to: '05:00' } }, zone), '2026-07-01T12:00:00Z', 1)
  expect([of('America/Los_Angeles'), of(newYork), of('Europe/Berlin')]).toEqual([
    ['2026-07-02T09:00:00Z'],
    ['2026-07-02T06:00:00Z'],
    ['2026-07-02T00:00:00Z'],
  ])
})

test('a pace goes on evenly over a clock change, and slower paces meet quicker ones', () => {
  const quarter = slots(timing({ everyMinutes: 15 }, newYork), '2026-11-01T04:00:00Z', 16)
  const gaps = quarter.slice(1).map((at, index) => Date.parse(at) - Date.parse(quarter[index] ?? ''))
  expect(new Set(gaps)).toEqual(new Set([15 * 60_000]))
  const hourly = slots(timing({ everyMinutes: 60 }, newYork), '2026-11-01T04:00:00Z', 3)
  expect(hourly.every((at) => quarter.includes(at))).toBe(true)
})

test('connections with the same pace are spread over it', () => {
  const minutes = Array.from({ length: 200 }, (_, index) => {
    const next = nextSlot({ ...timing({ everyMinutes: 60 }, 'UTC'), connectionId: `c${index}` }, new Date(0))
    return Math.floor((next?.slotAt.getTime() ?? 0) / 60_000) % 60
  })
  expect(new Set(minutes).size).toBeGreaterThan(50)
})

test('what is due together fires together, within its jitter, and another slot differently late', () => {
  const rule = { everyMinutes: 15 }
  const at = new Date('2026-05-05T10:00:00Z')
  const first = nextSlot(timing(rule, 'UTC', 90), at)
  if (!first) throw new Error('no slot')
  expect(nextSlot(timing(rule, 'UTC', 90), at)).toEqual(first)
  const late = Array.from({ length: 50 }, (_, index) => {
    const next = nextSlot(timing(rule, 'UTC', 90), new Date(at.getTime() + index * 900_000))
    return next ? (next.fireAt.getTime() - next.slotAt.getTime()) / 1000 : Number.NaN
  })
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...late)).toBeLessThan(90)
  expect(new Set(late).size).toBe(50)
})

test('what is due in a window fires within it, also over midnight', () => {
  const window = timing({ window: { from: '23:00', to: '03:00' } }, newYork)
  for (let day = 1; day <= 28; day += 1) {
    const next = nextSlot(window, new Date(Date.UTC(2026, 1, day, 12)))
    const end = next && windowEnd(window, next.slotAt)
    if (!next || !end) throw new Error('no slot')
    expect(end.getTime() - next.slotAt.getTime()).toBe(4 * 3_600_000)
    expect(next.fireAt.getTime()).toBeGreaterThanOrEqual(next.slotAt.getTime())
    expect(next.fireAt.getTime()).toBeLessThan(end.getTime())
  }
})
