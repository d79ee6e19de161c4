/** For tests only: random changes of a small catalogue, made so that variants wander and rooms empty. */
import fc from 'fast-check'
import type { SourceRecord } from '#server/model/source-record.ts'

type Sold = { id: string; name: string; price: number; status: string; variants: string[]; tags: string[] }
type Stock = { variant: string; rooms: { room: string; quantity: string; bound: string }[] }
type Lot = { id: string; variant: string; quantity: string; lot: string | null }
type Entity = 'products' | 'inventory' | 'batches'

export type Change =
  | { entity: 'products'; products: Sold[] }
  | { entity: 'inventory'; stock: Stock[] }
  | { entity: 'batches'; lots: Lot[] }
  | { entity: Entity; remove: string[] }

const from = <T>(...values: T[]) => fc.constantFrom(...values)
const product = from('p1', 'p2', 'p3', 'p4')
const variant = from('v1', 'v2', 'v3', 'v4', 'v5')
const batch = from('b1', 'b2', 'b3')
const quantity = fc.integer({ min: 0, max: 99_999 }).map((hundredths) => String(hundredths / 100))

const sold = fc.record({
  id: product,
  name: from('Apple', 'Banana', 'Cherry and a', 'Date'),
  price: fc.integer({ min: 1, max: 9_999 }),
  status: from('active', 'active', 'hidden', 'inactive'),
  variants: fc.uniqueArray(variant, { minLength: 1, maxLength: 3 }),
  tags: fc.array(from('new', 'organic'), { maxLength: 2 }),
})
const stock = fc.record({
  variant,
  rooms: fc.uniqueArray(
    fc.record({ room: from('floor', 'vault'), quantity, bound: from('exact', 'at_least') }),
    {
      maxLength: 2,
      selector: ({ room }) => room,
    },
  ),
})
const lot = fc.record({ id: batch, variant, quantity, lot: from('L1', 'L2', null) })

/** One page of one kind of record, or some that are gone. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(sold, { minLength: 1, maxLength: 3, selector: ({ id }) => id })
      .map((products) => ({ entity: 'products' as const, products: apart(products) })),
  },
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(stock, { minLength: 1, maxLength: 4, selector: (each) => each.variant })
      .map((stock) => ({ entity: 'inventory' as const, stock })),
  },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(lot, { minLength: 1, maxLength: 2, selector: ({ id }) => id })
      .map((lots) => ({ entity: 'batches' as const, lots })),
  },
  {
    weight: 2,
    arbitrary: from<Entity>('products', 'inventory', 'batches').chain((entity) =>
      fc
        .uniqueArray(entity === 'products' ? product : entity === 'inventory' ? variant : batch, {
          minLength: 1,
          maxLength: 2,
        })
        .map((remove) => ({ entity, remove })),
    ),
  },
)

/** A page in which no two products sell the same variant. */
function apart(products: Sold[]): Sold[] {
  const taken = new Set<string>()
  return products.flatMap((each) => {
    const variants = each.variants.filter((id) => !taken.has(id))
    for (const id of variants) taken.add(id)
    return variants.length > 0 ? [{ ...each, variants }] : []
  })
}

/** The records of a change; each is the draft it is to become. */
export function recordsOf(change: Exclude<Change, { remove: string[] }>): SourceRecord[] {
  if (change.entity === 'products') return change.products.map((each) => record(each.id, productDraft(each)))
  if (change.entity === 'inventory')
    return change.stock.map((each) => record(each.variant, levelDrafts(each)))
  return change.lots.map((each) => record(each.id, [batchDraft(each)]))
}

const record = (sourceId: string, payload: unknown): SourceRecord => ({
  sourceId,
  payload,
  sourceUpdatedAt: null,
})

function productDraft({ id, name, price, status, variants, tags }: Sold) {
  return {
    sourceId: id,
    name,
    brand: tags.length > 0 ? `Brand ${tags.length}` : null,
    description: null,
    status,
    sourceCategory: ['FLOWER'],
    strainType: null,
    strainName: null,
    effects: [],
    flavors: [],
    ingredients: [],
    tags,
    potency: price % 2 === 0 ? [{ analyte: 'thc', min: '1.5', max: '20.25', unit: '%' }] : [],
    images: [],
    sourceUpdatedAt: null,
    variants: variants.map((sourceId, index) => ({
      sourceId,
      sku: `sku ${sourceId}`,
      barcodes: [],
      label: variants.length > 1 ? sourceId : '',
      weight: '3.500001',
      weightUnit: 'g',
      minWeight: null,
      weightStep: null,
      customerType: 'both',
      lowStockAt: price % 3 === 0 ? String(price % 700) : null,
      prices: [
        { kind: 'regular', currency: 'USD', amountMinor: price + index, ...plain },
        ...(price % 5 === 0 ? [{ kind: 'sale', currency: 'USD', amountMinor: price, ...plain }] : []),
      ],
    })),
  }
}

const plain = { minQuantity: null, quantityUnit: null, label: '' }

function levelDrafts({ variant, rooms }: Stock) {
  return rooms.map(({ room, quantity, bound }) => ({
    variantSourceId: variant,
    location: { sourceId: room, name: room, sellable: room === 'floor' },
    customerType: 'both',
    quantity,
    bound,
    unit: 'each',
    sourceUpdatedAt: null,
  }))
}

function batchDraft({ id, variant, quantity, lot }: Lot) {
  return {
    sourceId: id,
    variantSourceId: variant,
    lot,
    complianceTag: null,
    locationName: 'vault',
    quantity,
    unit: 'each',
    reserved: '0',
    sellable: true,
    receivedOn: '2026-01-31',
    harvestedOn: null,
    expiresOn: '2027-02-28',
    labResults: [],
  }
}
