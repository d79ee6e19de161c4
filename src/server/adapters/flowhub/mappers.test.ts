import { describe, expect, test } from 'vitest'
import { lab, row, sourceId } from './fixtures/records.ts'
import { mapBatch } from './map-batch.ts'
import { mapInventory } from './map-inventory.ts'
import { mapProduct } from './map-product.ts'

type Fields = Record<string, unknown>

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const product = (changes: Fields = {}, settings: Record<string, string> = {}) =>
  mapProduct(row(changes), { ...context, settings })
const stock = (packages: Fields[], settings: Record<string, string | boolean> = {}) =>
  mapInventory({ packages: packages.map(row) }, { ...context, settings })
const quantities = (packages: Fields[], settings: Record<string, string | boolean> = {}) =>
  stock(packages, settings).draft?.map(({ location, customerType, quantity, unit }) => [
    location.name,
    customerType,
    quantity,
    unit,
  ])

test('a whole row becomes a whole product without issues', () => {
  const { draft, issues } = product()
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    sourceId,
    name: 'Lemon Lantern - Eighth',
    status: 'active',
    sourceCategory: ['Flower'],
    strainType: 'sativa_hybrid',
    potency: [
      { analyte: 'thc', min: '21.5', max: '24', unit: '%' },
      { analyte: 'limonene', min: '0.4', max: '0.6', unit: '%' },
    ],
    sourceUpdatedAt: new Date('2026-07-14T17:55:58.138Z'),
  })
  expect(draft?.variants[0]).toMatchObject({
    sourceId,
    sku: 'h2kQeM9d1x',
    barcodes: ['810000000017'],
    label: 'Eighth',
    weight: '3.5',
    weightUnit: 'g',
    prices: [{ kind: 'regular', currency: 'USD', amountMinor: 3500 }],
  })
})

test('the next batch, with another product id and sku, is the same product', () => {
  const next = product({ productId: '1510664', sku: 'other', regulatoryId: 'other' })
  expect(next.draft?.sourceId).toBe(sourceId)
})

describe('prices', () => {
  test.each([
    [{ priceInMinorUnits: '3550' }, 3550],
    [{ priceInMinorUnits: null, preTaxPriceInPennies: '3550' }, 3550],
    [{ priceInMinorUnits: 0 }, 0],
  ])('%j are cents as they are: %i', (changes, amountMinor) => {
    const { draft, issues } = product(changes)
    expect(draft?.variants[0]?.prices).toMatchObject([{ kind: 'regular', amountMinor }])
    expect(issues).toEqual([])
  })

  test.each([
    [{ priceInMinorUnits: null, preTaxPriceInPennies: null }, 'missing_field'],
    [{ priceInMinorUnits: -1 }, 'invalid_value'],
    [{ priceInMinorUnits: 900_000_000 }, 'invalid_value'],
  ])('%j give no price and say so', (changes, code) => {
    const { draft, issues } = product(changes)
    expect(draft?.variants[0]?.prices).toEqual([])
    expect(issues).toMatchObject([{ code, field: 'priceInMinorUnits' }])
  })

  const weightTierInformation = [
    { name: 'Quarter', gramAmount: '7', pricePerUnitInMinorUnits: 6300 },
    { name: 'Gram', gramAmount: 1, pricePerUnitInMinorUnits: 1000 },
    { name: 'Ounce', gramAmount: 28, pricePerUnitInMinorUnits: null },
  ]
  test.each([
    ['amount', 900],
    ['gram', 6300],
  ])(
    'of a tier are for the whole %s where the store says so; one without a price is named',
    (tierPrices, quarter) => {
      const { draft, issues } = product(
        { priceInMinorUnits: null, isSoldByWeight: true, weightTierInformation },
        { tierPrices },
      )
      expect(draft?.variants[0]?.prices).toMatchObject([
        { kind: 'tier', amountMinor: 1000, minQuantity: '1', quantityUnit: 'g' },
        { kind: 'tier', amountMinor: quarter, minQuantity: '7', quantityUnit: 'g' },
      ])
      expect(draft?.variants[0]).toMatchObject({ weight: null, weightUnit: 'g', minWeight: '1' })
      expect(issues).toMatchObject([
        {
          code: 'missing_field',
          severity: 'warning',
          field: 'weightTierInformation.2.pricePerUnitInMinorUnits',
        },
      ])
    },
  )
})

test.each([1000, '1000', 0.001, null])(
  'milligrams are milligrams, whatever the multiplier (%j)',
  (multiplier) => {
    const { draft, issues } = product({
      productUnitOfMeasure: 'milligrams',
      productUnitOfMeasureToGramsMultiplier: multiplier,
      productWeight: 100,
      cannabinoidInformation: [
        lab({
          lowerRange: 100,
          upperRange: 100,
          unitOfMeasure: 'mg',
          unitOfMeasureToGramsMultiplier: multiplier,
        }),
      ],
      terpenes: null,
    })
    expect(draft?.variants[0]).toMatchObject({ weight: '100', weightUnit: 'mg' })
    expect(draft?.potency).toEqual([{ analyte: 'thc', min: '100', max: '100', unit: 'mg' }])
    expect(issues).toEqual([])
  },
)

test('THC given as a share and as an amount is kept as both, with both ends of its range', () => {
  const { draft } = product({
    cannabinoidInformation: [lab({ lowerRange: 80, upperRange: 75 }), lab({ unitOfMeasure: 'mg' })],
    terpenes: [],
  })
  expect(draft?.potency).toEqual([
    { analyte: 'thc', min: '75', max: '80', unit: '%' },
    { analyte: 'thc', min: '21.5', max: '24', unit: 'mg' },
  ])
})

test.each([
  ['Sativa', 'sativa'],
  ['Indica Dominant', 'indica_hybrid'],
  ['Sativa-dom', 'sativa_hybrid'],
  ['50/50', 'hybrid'],
  ['CBD', 'cbd'],
  [null, null],
])('species %j is strain type %j', (speciesName, strainType) => {
  const { draft, issues } = product({ speciesName })
  expect(draft?.strainType).toBe(strainType)
  expect(issues).toEqual([])
})

test('category codes of older stores become words', () => {
  expect(product({ category: 'PackedBud' }).draft?.sourceCategory).toEqual(['Packed Bud'])
})

describe('stock', () => {
  test('of all packages of a room is added up, fractions exactly', () => {
    const loose = { inventoryUnitOfMeasure: 'grams' }
    expect(
      quantities([
        { ...loose, quantity: 0.1 },
        { ...loose, quantity: '0.2' },
      ]),
    ).toEqual([['Sales Floor', 'adult', '0.3', 'g']])
    expect(quantities([{}, { roomId: 'r-2', roomName: 'Vault' }, { purchaseCategory: 'med' }])).toEqual([
      ['Sales Floor', 'adult', '12', 'each'],
      ['Vault', 'adult', '12', 'each'],
      ['Sales Floor', 'medical', '12', 'each'],
    ])
  })

  test('below nothing is an issue, counts against the other packages and never loses the record', () => {
    expect(quantities([{ quantity: 10 }, { quantity: -2 }])).toEqual([['Sales Floor', 'adult', '8', 'each']])
    const { draft, issues } = stock([{ quantity: -2 }])
    expect(draft).toMatchObject([{ quantity: '0' }])
    expect(issues).toMatchObject([
      { code: 'invalid_value', severity: 'warning', field: 'packages.0.quantity' },
    ])
  })

  test('that is missing or unreadable in one package costs that package alone', () => {
    const { draft, issues } = stock([{ quantity: null }, { quantity: 'many' }, { quantity: 3 }])
    expect(draft).toMatchObject([{ quantity: '3' }])
    expect(issues.map(({ field }) => field)).toContain('packages.0.quantity')
  })

  test('counts where and for whom the store says', () => {
    expect(quantities([{}, { roomId: 'r-2', roomName: 'Vault' }], { rooms: ' vault ' })).toHaveLength(1)
    expect(quantities([{}, { purchaseCategory: 'med' }], { medicalStock: false })).toHaveLength(1)
  })

  test('without rooms stands at the location', () => {
    expect(quantities([{ roomId: undefined, roomName: undefined }])).toEqual([
      ['Hollow Hill', 'adult', '12', 'each'],
    ])
  })
})

test('a package becomes a batch with its tag, its expiry and never less than nothing', () => {
  const { draft } = mapBatch(row({ quantity: -3 }), context)
  expect(draft).toMatchObject([
    {
      sourceId: '1A4CA0100000000000000042@r-1',
      variantSourceId: sourceId,
      complianceTag: '1A4CA0100000000000000042',
      locationName: 'Sales Floor',
      quantity: '0',
      expiresOn: '2027-06-01',
    },
  ])
  expect(mapBatch(row({ expirationDate: '2027-02-30' }), context).issues).toMatchObject([
    { code: 'invalid_value', field: 'expirationDate' },
  ])
})
