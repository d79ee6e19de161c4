import { expect, test } from 'vitest'
import { configurable, productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

const context = { settings: {}, timeZone: 'UTC', currency: 'USD' }
const lab = (result_type: string, minimum_value: unknown, maximum_value: unknown, amount_type: unknown) => ({
  result_type,
  amount: { minimum_value, maximum_value },
  amount_type,
})
const potencyOf = (lab_results: unknown, totals: Record<string, unknown> = {}) =>
  mapProduct(productRecord({ lab_results, product_configurable_fields: configurable(totals) }), context)

test.each([
  [lab('THC', 20, 24.5, 'PERCENTAGE'), { analyte: 'thc', min: '20', max: '24.5', unit: '%' }],
  [lab('THC', '20', '24.50', 'PERCENTAGE'), { analyte: 'thc', min: '20', max: '24.5', unit: '%' }],
  [lab('CBD', 5, null, 'MG'), { analyte: 'cbd', min: '5', max: '5', unit: 'mg' }],
  [lab('Delta-9 THC', '24', '20', 'percentage'), { analyte: 'delta_9_thc', min: '20', max: '24', unit: '%' }],
  [lab('CBG', 'ND', 'ND', 'PERCENTAGE'), { analyte: 'cbg', min: '0', max: '0', unit: '%' }],
])('%j is %j', (result, potency) => {
  const { draft, issues } = potencyOf([result])
  expect(draft?.potency).toEqual([potency])
  expect(issues).toEqual([])
})

test.each([lab('THC', '<LOQ', '<LOQ', 'PERCENTAGE'), lab('THC', null, null, 'MG'), lab('N/A', 1, 1, 'MG')])(
  '%j says nothing, and nobody is bothered',
  (result) => {
    const { draft, issues } = potencyOf([result])
    expect(draft?.potency).toEqual([])
    expect(issues).toEqual([])
  },
)

test('a value or a unit nobody can read costs that result and is named', () => {
  const { draft, issues } = potencyOf([
    lab('THC', 'plenty', 'plenty', 'PERCENTAGE'),
    lab('CBD', 1, 1, 'SPOONS'),
    lab('CBN', 1, 1, 'MG'),
  ])
  expect(draft?.potency.map(({ analyte }) => analyte)).toEqual(['cbn'])
  expect(issues.map(({ field, severity }) => [field, severity])).toEqual([
    ['lab_results.0', 'warning'],
    ['lab_results.1 (unit)', 'warning'],
  ])
})

test('several results of one substance are the range that holds them all', () => {
  const { draft } = potencyOf([lab('THC', 20, 21, 'PERCENTAGE'), lab('THC', 18, 19, 'PERCENTAGE')])
  expect(draft?.potency).toEqual([{ analyte: 'thc', min: '18', max: '21', unit: '%' }])
})

test('totals of the product form stand in for milligrams the laboratory does not give', () => {
  const { draft } = potencyOf([lab('THC', 100, 100, 'MG'), lab('CBD', 1, 1, 'PERCENTAGE')], {
    total_mg_thc: 95,
    total_mg_cbd: '12.5',
  })
  expect(draft?.potency).toEqual([
    { analyte: 'thc', min: '100', max: '100', unit: 'mg' },
    { analyte: 'cbd', min: '1', max: '1', unit: '%' },
    { analyte: 'cbd', min: '12.5', max: '12.5', unit: 'mg' },
  ])
})
