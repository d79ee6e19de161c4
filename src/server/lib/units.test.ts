import { describe, expect, it } from 'vitest'
import { toDecimalText } from './units.ts'

describe('toDecimalText', () => {
  it.each([
    ['3.50', '3.5'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0'],
    [1e21, '1000000000000000000000'],
    [-0, '0'],
    ['007', '7'],
    ['N/A', null],
    ['', null],
    [Number.NaN, null],
  ])('writes %s as %s', (value, expected) => {
    expect(toDecimalText(value)).toBe(expected)
  })
})
