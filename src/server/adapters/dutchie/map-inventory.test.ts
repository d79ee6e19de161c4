import { expect, test } from 'vitest'
import { packageRecord, productId, stockRecord } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const room = (name: string, quantityAvailable: number | null, roomId = 12) => ({
  roomId,
  room: name,
  quantityAvailable,
})
const map = (packages: unknown[], settings = {}) =>
  mapInventory(stockRecord(packages), { ...context, settings })
const quantities = (packages: unknown[], settings = {}) =>
  (map(packages, settings).draft ?? []).map(({ location, customerType, quantity }) => [
    location.name,
    customerType,
    quantity,
  ])

test('packages of one product add up by room, none replaces another', () => {
  const packages = [
    packageRecord({ roomQuantities: [room('Sales Floor', 9)] }),
    packageRecord({ packageId: '2', roomQuantities: [room('Sales Floor', 2.5), room('Vault', 4, 13)] }),
  ]
  expect(quantities(packages)).toEqual([
    ['Sales Floor', 'both', '11.5'],
    ['Vault', 'both', '4'],
  ])
})

test('medical packages are counted apart', () => {
  const packages = [
    packageRecord({ roomQuantities: [room('Sales Floor', 9)] }),
    packageRecord({ packageId: '2', medicalOnly: true, roomQuantities: [room('Sales Floor', 3)] }),
  ]
  expect(quantities(packages)).toEqual([
    ['Sales Floor', 'both', '9'],
    ['Sales Floor', 'medical', '3'],
  ])
})

test('only the rooms that count are counted, however they are spelled', () => {
  expect(quantities([packageRecord()], { rooms: ' sales  FLOOR ' })).toEqual([['Sales Floor', 'both', '9']])
})

test('a package that is not active is no stock', () => {
  expect(quantities([packageRecord({ packageStatus: 'Quarantined' })])).toEqual([])
})

test('a quantity below zero is named and costs no other room its stock', () => {
  const mapped = map([packageRecord({ roomQuantities: [room('Sales Floor', -2), room('Vault', 4, 13)] })])
  expect(mapped.draft?.find(({ location }) => location.name === 'Vault')?.quantity).toBe('4')
  expect(mapped.draft?.every(({ quantity }) => Number(quantity) >= 0)).toBe(true)
  expect(mapped.issues.map(({ field }) => field).join()).toContain('packages.0.roomQuantities')
})

test('a damaged package is named and the others are counted', () => {
  const mapped = map(['not a package', packageRecord()])
  expect(mapped.draft?.map(({ quantity }) => quantity)).toEqual(['9', '3'])
  expect(mapped.issues).toHaveLength(1)
})

test('stock without a product is left out with an error that names the field', () => {
  const mapped = mapInventory({ packages: [packageRecord()] }, context)
  expect(mapped.draft).toBeNull()
  expect(mapped.issues).toContainEqual(expect.objectContaining({ field: 'productId', severity: 'error' }))
  expect(mapInventory({ productId, packages: [] }, context).draft).toEqual([])
})
