import { describe, expect, test } from 'vitest'
import { tidyLabel } from './tidy-label.ts'
import { tidyName, tidyTitle } from './tidy-name.ts'

describe('case', () => {
  test.each([
    ['BLUE DREAM - 14 G', 'Blue Dream - 14 g'],
    ['SNOOZE GUMMIES 100MG 10PK', 'Snooze Gummies 100mg 10pk'],
    ['RIDGE & RIVER OG KUSH', 'Ridge & River OG Kush'],
    ["GRANDMA'S CREAM OF THE CROP", "Grandma's Cream of the Crop"],
    ['2:1 CBD RICH PATCH', '2:1 CBD Rich Patch'],
    ['GG4 X MAC 1', 'GG4 X MAC 1'],
    ['PRE-ROLL 0.5G', 'Pre-Roll 0.5g'],
    ['TUNDRA MONK X O.K. STATIC 0.5 GM', 'Tundra Monk x O.K. Static 0.5 gm'],
  ])('makes a shouted name readable: %s', (shouted, readable) => {
    expect(tidyName(shouted, null)).toBe(readable)
  })

  test.each(['GSC', 'xXx Kush', 'iLava RISE', 'McFlurry'])(
    'leaves a name its author wrote so: %s',
    (name) => {
      expect(tidyName(name, null)).toBe(name)
    },
  )

  test('makes a shouted brand readable but keeps abbreviations', () => {
    expect(tidyTitle('FRIENDLY FARMS')).toBe('Friendly Farms')
    expect(tidyTitle('ABX')).toBe('ABX')
    expect(tidyTitle('  ')).toBeNull()
  })
})

describe('brand in the name', () => {
  test.each([
    ['Leaf Lane - Solberry Cart', 'Leaf Lane', 'Solberry Cart'],
    ['LEAF LANE | Solberry', 'Leaf Lane', 'Solberry'],
    ['Solberry | Leaf Lane', 'Leaf Lane', 'Solberry'],
    ['LEAF LANE L SOLBERRY L 1 G CART', 'Leaf Lane', 'Solberry | 1 g Cart'],
    ['Solberry by Leaf Lane', 'Leaf Lane', 'Solberry'],
  ])('is taken off where a separator sets it apart: %s', (name, brand, tidy) => {
    expect(tidyName(name, brand)).toBe(tidy)
  })

  test.each([
    ['Leaf Laneway Kush', 'Leaf Lane'],
    ['Leaf Lane Solberry', 'Leaf Lane'],
    ['Half-Baked', 'Half'],
    ['Pure L Kush', 'Leaf Lane'],
    ['Leaf Lane - 1g', 'Leaf Lane'],
    ['Baby Leaf Lane', 'Leaf Lane'],
  ])('stays where it may be part of the name or nothing else would be left: %s', (name, brand) => {
    expect(tidyName(name, brand)).toBe(name)
  })
})

test.each([
  ['14 G', '14 g'],
  ['3.50 GRAMS', '3.5 g'],
  ['100MG', '100 mg'],
  ['1 OZ', '1 oz'],
  ['10 PACK', '10 pack'],
  ['300 MG 30 PK', '300 mg 30 pk'],
  ['', ''],
])('a size label reads the same whoever wrote it: %s', (label, tidy) => {
  expect(tidyLabel(label)).toBe(tidy)
})
