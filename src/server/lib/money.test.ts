import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fractionDigits, toMinorUnits } from './money.ts'

describe('toMinorUnits', () => {
  it.each([
    ['12.50', 'USD', 1250],
    [12.5, 'USD', 1250],
    [0.1 + 0.7, 'USD', 80],
    [1.005, 'USD', 101],
    ['1.005', 'USD', 101],
    ['-1.005', 'USD', -101],
    [8.115, 'USD', 812],
    [-0.001, 'USD', 0],
    ['100', 'JPY', 100],
    ['1.2345', 'KWD', 1235],
    [1e-7, 'USD', 0],
    [' 7 ', 'USD', 700],
  ])('reads %s %s as %i', (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor)
  })

  it.each([
    '',
    'N/A',
    '$5',
    '1,000',
    '1.',
    '.5',
    'Infinity',
    '--1',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e12,
  ])('refuses %s', (amount) => {
    expect(toMinorUnits(amount, 'USD')).toBeNull()
  })

  it('keeps every amount of whole cents exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }), (cents) => {
        expect(toMinorUnits(cents / 100, 'USD')).toBe(cents + 0)
        expect(toMinorUnits((cents / 100).toFixed(2), 'USD')).toBe(cents + 0)
      }),
    )
  })
})

describe('fractionDigits', () => {
  it('knows currencies and falls back to two', () => {
    expect(['USD', 'JPY', 'KWD', 'nonsense'].map(fractionDigits)).toEqual([2, 0, 3, 2])
  })
})
