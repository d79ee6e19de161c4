import { expect, it } from 'vitest'
import { kindOf } from './count-changes.ts'

const changed = (field: string) => ({
  type: 'product.changed',
  data: { changes: [{ field, before: 1, after: 2 }] },
})

it.each([
  ['a price as a new price', changed('regularPriceMinor'), 'repriced'],
  ['a price of one of several variants too', changed('3.5 g: tierPrices'), 'repriced'],
  ['any other field as a change', changed('name'), 'changed'],
  ['stock as stock', { type: 'inventory.changed', data: {} }, 'stock'],
  ['what it does not know as nothing', { type: 'moon.landed', data: {} }, undefined],
])('counts %s', (_, event, kind) => {
  expect(kindOf(event)).toBe(kind)
})
