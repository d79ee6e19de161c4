import { expect, it } from 'vitest'
import { reservedSlots } from './lanes.ts'

it('leaves more to others the lower a lane is, but never nothing to itself', () => {
  const lanes = ['orders', 'stock', 'catalogue', 'history'] as const
  expect(lanes.map((lane) => reservedSlots(lane, 10))).toEqual([0, 1, 2, 4])
  expect(lanes.map((lane) => reservedSlots(lane, 1))).toEqual([0, 0, 0, 0])
})
