import { expect, test } from 'vitest'
import { inventoryLevelDraftSchema } from '../../model/inventory.ts'
import { levelRecord, variantId } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'
import { settingsSchema } from './settings.ts'

const map = (changes = {}, settings = {}) =>
  mapInventory(levelRecord(changes), {
    settings: settingsSchema.parse(settings),
    timeZone: 'America/Los_Angeles',
    currency: 'USD',
  })
const available = (quantity: unknown) => ({ quantities: [{ name: 'available', quantity }] })

test('A level is what is available of a variant at one location', () => {
  const { draft, issues } = map()
  expect(issues).toEqual([])
  expect(draft?.map((each) => inventoryLevelDraftSchema.parse(each))).toEqual([
    {
      variantSourceId: variantId,
      location: { sourceId: 'gid://shopify/Location/100000000001', name: 'Sales Floor', sellable: true },
      customerType: 'both',
      quantity: '12',
      bound: 'exact',
      unit: 'each',
      sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
    },
  ])
})

test('Stock below zero counts as none and is named, where the earlier integration dropped it silently', () => {
  const { draft, issues } = map(available(-3))
  expect(draft?.[0]?.quantity).toBe('0')
  expect(issues).toMatchObject([{ code: 'invalid_value', message: expect.stringContaining('-3') }])
})

test('A missing quantity is an issue on this level, where the earlier integration ended the run', () => {
  expect(map(available(null))).toMatchObject({
    draft: null,
    issues: [{ field: 'quantities', severity: 'error' }],
  })
  expect(map({ quantities: [{ name: 'on_hand', quantity: 4 }] }).draft).toBeNull()
})

test('What the shop does not count is a lower bound', () => {
  const item = { id: 'i', tracked: false, variants: [{ id: variantId }] }
  expect(map({ item, ...available(0) }).draft).toMatchObject([{ quantity: '0', bound: 'at_least' }])
})

test('An item that several variants are made of is in stock for each', () => {
  const item = { id: 'i', tracked: true, variants: [{ id: 'a' }, { id: 'b' }] }
  expect(map({ item }).draft?.map(({ variantSourceId }) => variantSourceId)).toEqual(['a', 'b'])
})

test('Only locations that count are taken, however they are spelled', () => {
  expect(map({}, { locations: 'warehouse,  sales  floor' }).draft).toHaveLength(1)
  expect(map({}, { locations: 'Warehouse' })).toMatchObject({ draft: [], issues: [] })
})
