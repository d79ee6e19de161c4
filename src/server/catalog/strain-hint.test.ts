import { expect, test } from 'vitest'
import { strainHint } from './strain-hint.ts'

test.each([
  ['Blue Dream Sativa 1g', 'sativa'],
  ['Night Kush (I)', 'indica'],
  ['Cart: Jack [S]', 'sativa'],
  ['Velcro 1g-H', 'hybrid'],
  ['Zerealz (I/H)', 'indica_hybrid'],
  ['White Truffle (I-H) 3.5g', 'indica_hybrid'],
  ['Orange S/H', 'sativa_hybrid'],
  ['Punch | Indica Dominant Hybrid', 'indica_hybrid'],
  ['Duo Indica + Sativa', 'hybrid'],
])('"%s" states %s', (name, strainType) => {
  expect(strainHint(name)).toBe(strainType)
})

test.each(['Logo Shirt S', 'Vitamin I', 'Blue Dream', 'Hashish', 'Sativaland', 'H2O Soda'])(
  '"%s" states none',
  (name) => {
    expect(strainHint(name)).toBeNull()
  },
)
