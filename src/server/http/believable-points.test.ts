import { expect, test } from 'vitest'
import { believablePoints } from './believable-points.ts'

const rule = { key: 'a shop', points: 2000, restorePerSecond: 100 }
const told = { asked: 12, spent: 4, full: 2000, left: 1996, restorePerSecond: 100 }

test('Figures of this plan or a larger one are believed', () => {
  expect(believablePoints(told, rule)).toEqual(told)
  const larger = { ...told, full: 20_000, left: 19_000, restorePerSecond: 1000 }
  expect(believablePoints(larger, rule)).toEqual(larger)
})

test.each([
  { full: 1.7e308 },
  { full: 0 },
  { restorePerSecond: 1e-9 },
  { restorePerSecond: Number.POSITIVE_INFINITY },
  { left: -1e12 },
  { left: 2001 },
  { spent: -5 },
  { spent: Number.NaN },
  { asked: 1e300 },
])('%j is not: the call counts as what was held for it', (damage) => {
  expect(believablePoints({ ...told, ...damage }, rule)).toBeNull()
})

test('A vendor that counts calls tells nothing of points', () => {
  expect(believablePoints(told, { key: 'a store', capacity: 10, perSecond: 10 })).toBeNull()
})
