import { expect, test } from 'vitest'
import { modeFor, nextSyncAt, scheduleSchema } from './schedule.ts'

const now = new Date('2026-01-02T00:00:00Z')

test('a connection nobody scheduled is never due', () => {
  expect(nextSyncAt(scheduleSchema.parse({}), now, 0.5)).toBeNull()
})

test('the next run is an interval away, give or take a tenth', () => {
  const minutes = (random: number) => {
    const next = nextSyncAt({ everyMinutes: 10, entities: [] }, now, random)
    return next && (next.getTime() - now.getTime()) / 60_000
  }
  expect([minutes(0), minutes(0.5), minutes(1)]).toEqual([9, 10, 11])
})

test('a scheduled run is full the first time and again after a day', () => {
  expect(modeFor(null, now)).toBe('full')
  expect(modeFor(new Date('2026-01-01T00:00:01Z'), now)).toBe('incremental')
  expect(modeFor(new Date('2026-01-01T00:00:00Z'), now)).toBe('full')
})
