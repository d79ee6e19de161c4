import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft, VariantDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { invalidValue, missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { decimal, text } from '../kit/scalars.ts'
import type { Metafields } from './metafields.ts'
import type { ShopifyVariant } from './schema.ts'
import { type Measure, measureOf } from './vocabulary.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

/** What Shopify calls the one variant of a product that has no options. */
const ONLY_VARIANT = 'Default Title'

type Place = {
  index: number
  fields: Metafields
  siblings: number
  context: MapContext
  issues: MappingIssue[]
}

/** @returns null without an id, which `issues` then names */
export function mapVariant(variant: ShopifyVariant, place: Place): VariantDraft | null {
  const { index, fields, siblings, context, issues } = place
  const field = `variants.${index}`
  if (variant.id === null) {
    issues.push({ ...missing(`${field}.id`, 'this variant was left out'), severity: 'warning' })
    return null
  }
  const own = weightOf(variant, field, issues)
  // What a metafield of the product says holds for its one variant, not for each of several sizes.
  const weight = siblings === 1 ? (netWeightOf(fields, issues) ?? own) : own
  const title = variant.title === ONLY_VARIANT ? null : variant.title
  return {
    sourceId: variant.id,
    sku: variant.sku,
    barcodes: variant.barcode === null ? [] : [variant.barcode],
    label: title ?? (siblings === 1 ? fields.text('size') : null) ?? '',
    weight: weight?.amount ?? null,
    weightUnit: weight?.unit ?? null,
    minWeight: null,
    weightStep: null,
    customerType: 'both',
    lowStockAt: null,
    prices: pricesOf(variant, field, context.currency, issues),
  }
}

/** `compareAtPrice` is what it cost before: where it is higher, the price is a sale. */
function pricesOf(
  { price, compareAtPrice }: ShopifyVariant,
  field: string,
  currency: string,
  issues: MappingIssue[],
): PriceDraft[] {
  const read = (amount: string | null, name: string) => {
    if (amount === null) return null
    const minor = toMinorUnits(amount, currency)
    if (minor !== null && minor >= 0 && minor <= LARGEST_PRICE_MINOR) return minor
    issues.push(invalidValue(`${field}.${name}`, amount, 'the price was left out'))
    return null
  }
  const now = read(price, 'price')
  const before = read(compareAtPrice, 'compareAtPrice')
  if (now === null) {
    issues.push(partlyMissing(`${field}.price`, 'the variant has no price'))
    return []
  }
  const common = { currency, minQuantity: null, quantityUnit: null, label: '' }
  if (before === null || before <= now) return [{ ...common, kind: 'regular', amountMinor: now }]
  return [
    { ...common, kind: 'regular', amountMinor: before },
    { ...common, kind: 'sale', amountMinor: now },
  ]
}

function weightOf({ inventoryItem }: ShopifyVariant, field: string, issues: MappingIssue[]): Measure | null {
  const weight = inventoryItem?.measurement?.weight
  if (!weight?.value || new Decimal(weight.value).lte(0)) return null
  const measure = measureOf(weight.value, weight.unit ?? '')
  if (measure === null) {
    const path = `${field}.inventoryItem.measurement.weight.unit`
    issues.push(unknownValue(path, weight.unit ?? 'empty', 'the weight was left empty'))
  }
  return measure
}

const netWeight = z.object({ value: decimal, unit: text })

function netWeightOf(fields: Metafields, issues: MappingIssue[]): Measure | null {
  const json = fields.json('weight', issues)
  if (json === null || json === undefined) return null
  const { value, unit } = netWeight.safeParse(json).data ?? { value: null, unit: null }
  const measure = value === null || unit === null ? null : measureOf(value, unit)
  if (measure === null) {
    issues.push(invalidValue(fields.path('weight'), fields.text('weight') ?? '', 'it was left out'))
  }
  return measure
}
