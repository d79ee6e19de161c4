import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tokensNeeded } from './lanes.ts'
import { paceOf } from './pace.ts'

/** Times of calls when everybody takes as soon as there is a token. */
function busyTimes({ burst, spacingMs }: { burst: number; spacingMs: number }, untilMs: number): number[] {
  const count = burst + Math.floor(untilMs / spacingMs)
  return Array.from({ length: count }, (_, index) => Math.max(0, index - burst + 1) * spacingMs)
}

it('lets no more calls than the vendor allows into any second, though each may arrive 100 ms late', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (perSecond, wish) => {
      const times = busyTimes(paceOf({ key: 'k', capacity: Math.min(wish, perSecond), perSecond }), 5000)
      for (const start of times) {
        const inSecond = times.filter((time) => time >= start && time <= start + 1100)
        expect(inSecond.length).toBeLessThanOrEqual(perSecond)
      }
    }),
  )
})

it('never overfills a bucket of the vendor', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 200 }), (perSecond, capacity) => {
      const times = busyTimes(paceOf({ key: 'k', capacity, perSecond }), 5000)
      times.forEach((time, index) => {
        expect(index + 1).toBeLessThanOrEqual(capacity + (time / 1000) * perSecond)
      })
    }),
  )
})

it('uses most of what is allowed', () => {
  expect(1000 / paceOf({ key: 'k', capacity: 1, perSecond: 10 }).spacingMs).toBeGreaterThan(9)
  expect(1000 / paceOf({ key: 'k', capacity: 10, perSecond: 10 }).spacingMs).toBeGreaterThan(8)
})

it('asks more tokens of lower lanes, but never more than there can be', () => {
  const lanes = ['orders', 'stock', 'catalogue', 'history'] as const
  expect(lanes.map((lane) => tokensNeeded(lane, 10))).toEqual([1, 2, 3, 5])
  expect(lanes.map((lane) => tokensNeeded(lane, 1))).toEqual([1, 1, 1, 1])
})
