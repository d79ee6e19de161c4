import { expect, test } from 'vitest'
import { packageRecord, productId } from './fixtures/records.ts'
import { mapBatch } from './map-batch.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

test('a package is one batch for each place it stands in', () => {
  const { draft, issues, recordName } = mapBatch(packageRecord(), context)
  expect(issues).toEqual([])
  expect(recordName).toBe('LEMON LANTERN - 3.5 G · 1A4CA0100000000000000042')
  expect(draft).toEqual([
    {
      sourceId: 'inv-1',
      variantSourceId: productId,
      lot: 'QRZ42-1',
      complianceTag: '1A4CA0100000000000000042',
      locationName: 'SALES FLOOR',
      quantity: '12',
      unit: 'each',
      reserved: '3',
      sellable: true,
      receivedOn: '2026-06-01',
      harvestedOn: '2026-04-10',
      expiresOn: '2027-06-01',
      labResults: [
        { analyte: 'thc_a', min: '23.1', max: '23.1', unit: '%' },
        { analyte: 'cbn', min: '0', max: '0', unit: '%' },
      ],
    },
  ])
})

test('a day that does not exist is left out and named', () => {
  const { draft, issues } = mapBatch(packageRecord({ expirationDate: '2027-02-30' }), context)
  expect(draft?.[0]?.expiresOn).toBeNull()
  expect(issues).toEqual([expect.objectContaining({ code: 'invalid_value', field: 'expirationDate' })])
})

test('what lies outside the chosen locations or in medical stock that does not count is left out', () => {
  expect(mapBatch(packageRecord(), { ...context, settings: { locations: 'VAULT' } }).draft).toEqual([])
  const medical = packageRecord({ inventoryType: 'MEDICAL' })
  expect(mapBatch(medical, context).draft).toHaveLength(1)
  expect(mapBatch(medical, { ...context, settings: { medicalStock: false } }).draft).toEqual([])
})

test.each([
  [{ productId: 'N/A' }, 'productId'],
  [{ id: null, packageLabel: '' }, 'packageLabel'],
])('a package with %j cannot be placed and names the field', (changes, field) => {
  const { draft, issues } = mapBatch(packageRecord(changes), context)
  expect(draft).toBeNull()
  expect(issues).toEqual([expect.objectContaining({ code: 'missing_field', severity: 'error', field })])
})
