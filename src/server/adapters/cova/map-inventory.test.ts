import { expect, test } from 'vitest'
import { availabilityRecord, productId, stockLine, stockRecord } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'

test('rooms stay apart and lines of one room are added up', () => {
  const Availability = [
    stockLine({ InStockQuantity: 12.1 }),
    stockLine({ InStockQuantity: 0.2, UpdatedDateUtc: '2026-07-15T00:00:00Z' }),
    stockLine({ RoomId: 72, InStockQuantity: 5 }),
  ]
  const { draft, issues } = mapInventory(stockRecord({ Availability, MeasurementType: 'Weight' }))
  expect(issues).toEqual([])
  expect(draft).toEqual([
    {
      variantSourceId: productId,
      location: { sourceId: '71', name: 'Room 71', sellable: true },
      customerType: 'both',
      quantity: '12.3',
      bound: 'exact',
      unit: 'g',
      sourceUpdatedAt: new Date('2026-07-15T00:00:00Z'),
    },
    expect.objectContaining({ location: { sourceId: '72', name: 'Room 72', sellable: true }, quantity: '5' }),
  ])
})

test('a line below zero or without a number costs that line alone', () => {
  const Availability = [stockLine({ InStockQuantity: -3 }), stockLine({ RoomId: 72, InStockQuantity: null })]
  const { draft, issues } = mapInventory(stockRecord({ Availability }))
  expect(draft?.map(({ quantity }) => quantity)).toEqual(['0'])
  expect(issues.map(({ severity, field }) => [severity, field])).toEqual([
    ['warning', 'Availability.0.InStockQuantity'],
    ['warning', 'Availability.1.InStockQuantity'],
  ])
})

test('an empty list is no stock, no list is no statement', () => {
  expect(mapInventory(stockRecord({ Availability: [] }))).toMatchObject({ draft: [], issues: [] })
  const { draft, issues } = mapInventory(stockRecord({ Availability: null }))
  expect(draft).toBeNull()
  expect(issues).toMatchObject([{ code: 'missing_field', field: 'Availability', severity: 'error' }])
})

test('an unknown measure is named and counted in pieces', () => {
  const { draft, issues } = mapInventory(stockRecord({ MeasurementType: 'Dozen' }))
  expect(draft?.map(({ unit }) => unit)).toEqual(['each'])
  expect(issues.map(({ field }) => field)).toEqual(['MeasurementType'])
})

test('a record of the older service is one level of the whole store', () => {
  const { draft } = mapInventory(availabilityRecord({ Quantity: 11 }))
  expect(draft).toMatchObject([
    {
      variantSourceId: productId,
      location: { sourceId: '900103', name: 'Whole store' },
      quantity: '11',
      unit: 'each',
    },
  ])
})
