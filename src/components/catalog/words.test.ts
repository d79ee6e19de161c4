import { expect, it } from 'vitest'
import { fieldLabel } from './words.ts'

it('says the name of a field as people do', () => {
  expect(fieldLabel('minPriceMinor')).toBe('Lowest price')
  expect(fieldLabel('regularPriceMinor')).toBe('Regular price')
  expect(fieldLabel('lowStockAt')).toBe('Low stock at')
  expect(fieldLabel('low_stock.at')).toBe('Low stock › At')
})

it('leaves a field alone that is in words already, with the full stop in "0.5 g"', () => {
  expect(fieldLabel('0.5 g: stock in Vault (adult)')).toBe('0.5 g: stock in Vault (adult)')
})
