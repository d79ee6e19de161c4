import { describe, expect, it } from 'vitest'
import { counted, decimal, money, moneyRange, quantity } from './numbers.ts'

describe('Numbers', () => {
  it('show minor units in the digits of their currency', () => {
    expect(money(3500, 'USD')).toBe('$35.00')
    expect(money(3500, 'JPY')).toBe('¥3,500')
  })

  it('show one price once and different prices as a range', () => {
    expect(moneyRange(1200, 1200, 'USD')).toBe('$12.00')
    expect(moneyRange(1200, 6000, 'USD')).toBe('$12.00 – $60.00')
    expect(moneyRange(null, null, 'USD')).toBeNull()
  })

  it('keep every digit of a decimal that a float would lose', () => {
    expect(decimal('12345678901234567890.1200')).toBe('12,345,678,901,234,567,890.12')
    expect(decimal('-1234.0')).toBe('-1,234')
  })

  it('mark a masked quantity as a lower bound and name its unit', () => {
    expect(quantity('30', 'at_least', 'each')).toBe('≥ 30')
    expect(quantity('3.50', 'exact', 'g')).toBe('3.5 g')
  })

  it('count one thing in the singular', () => {
    expect(counted(1, 'product')).toBe('1 product')
    expect(counted(2412, 'category', 'categories')).toBe('2,412 categories')
  })
})
