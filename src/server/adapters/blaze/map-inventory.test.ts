import { expect, test } from 'vitest'
import { priceRange, quantity, stockRecord } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'

type Fields = Record<string, unknown>

const floor = '60a1b2c3d4e5f60718293a10'
const safe = '60a1b2c3d4e5f60718293a11'
const context = { timeZone: 'America/Los_Angeles', currency: 'USD' }
const stock = (changes: Fields = {}, settings: Record<string, string> = {}) =>
  mapInventory(stockRecord(changes), { ...context, settings })
const levels = (changes: Fields, settings: Record<string, string> = {}) =>
  stock(changes, settings).draft?.map(({ location, quantity: amount }) => [location.name, amount])

test('each room is a level of its own: none is dropped for another that has stock', () => {
  const { draft, issues } = stock()
  expect(issues).toEqual([])
  expect(draft).toMatchObject([
    {
      variantSourceId: '60a1b2c3d4e5f60718293a4b',
      location: { sourceId: floor, name: 'Sales Floor', sellable: true },
      customerType: 'both',
      quantity: '12',
      bound: 'exact',
      unit: 'each',
    },
    { location: { sourceId: safe, name: 'Safe' }, quantity: '3' },
  ])
})

test.each([
  ['safe', [['Safe', '3']]],
  [` ${safe.toUpperCase()} ,`, [['Safe', '3']]],
  ['Basement', []],
  ['', [['Sales Floor', '12'], ['Safe', '3']]], // biome-ignore format: a row
])('with the setting "%s" those rooms count', (rooms, expected) => {
  expect(levels({}, { rooms })).toEqual(expected)
})

test('several entries of one room add up', () => {
  expect(levels({ quantities: [quantity(), quantity({ quantity: 0.5 })] })).toEqual([['Sales Floor', '12.5']])
})

test('what is promised to somebody is not for sale, where the shop tells it apart', () => {
  const sellableQuantities = { [floor]: 10 }
  expect(levels({ sellableQuantities })).toEqual([
    ['Sales Floor', '10'],
    ['Safe', '3'],
  ])
})

test('stock below nothing is nothing, named, and loses neither the record nor the other rooms', () => {
  const { draft, issues } = stock({
    quantities: [quantity({ quantity: -2 }), quantity({ inventoryId: safe })],
  })
  expect(draft?.map((level) => level.quantity)).toEqual(['0', '12'])
  expect(issues).toMatchObject([
    { code: 'invalid_value', severity: 'warning', field: 'quantities.0.quantity' },
  ])
})

test.each([null, 'lots'])('a quantity of %j counts as none and is named', (amount) => {
  const { draft, issues } = stock({ quantities: [quantity({ quantity: amount })] })
  expect(draft?.map((level) => level.quantity)).toEqual(['0'])
  expect(issues.map(({ field }) => field)).toEqual(['quantities.0.quantity'])
})

test('no rooms is no stock; quantities that are not told are an error, for nobody knows', () => {
  expect(stock({ quantities: [] })).toMatchObject({ draft: [], issues: [] })
  expect(stock({ quantities: null })).toMatchObject({
    draft: null,
    issues: [{ code: 'missing_field', severity: 'error', field: 'quantities' }],
  })
})

test('a room without a name is known by its id, a quantity without a room left out', () => {
  const { draft, issues } = stock({ rooms: [], quantities: [quantity(), quantity({ inventoryId: null })] })
  expect(draft?.map(({ location }) => location.name)).toEqual([`Inventory ${floor}`])
  expect(issues.map(({ field }) => field)).toEqual(['quantities.1.inventoryId'])
})

test('what is sold by weight is counted in grams', () => {
  expect(stock({ priceRanges: [priceRange(1, 12)] }).draft?.[0]?.unit).toBe('g')
})
