import { describe, expect, it } from 'vitest'
import { convertMass, toDecimalText } from './units.ts'

describe('convertMass', () => {
  it.each([
    ['1', 'oz', 'g', '28.349523'],
    ['1000', 'mg', 'g', '1'],
    ['3.5', 'g', 'mg', '3500'],
    ['28.349523125', 'g', 'oz', '1'],
    ['0', 'g', 'oz', '0'],
  ] as const)('takes %s %s to %s as %s', (amount, from, to, expected) => {
    expect(convertMass(amount, from, to)).toBe(expected)
  })
})

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
