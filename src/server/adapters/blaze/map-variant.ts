import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { CustomerType, Unit, VariantDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { partlyMissing, unknownValue } from '../kit/issues.ts'
import { mapPrices } from './map-prices.ts'
import type { BlazeProduct, BlazeStock } from './schema.ts'
import { customUnits, saleTypes, weightsPerUnit } from './vocabulary.ts'

/** The sellable unit of a product, since BLAZE keeps every size as a product of its own. */
export function mapVariant(
  product: BlazeProduct,
  sourceId: string,
  context: MapContext,
  issues: MappingIssue[],
): VariantDraft {
  const { prices, issues: priceIssues } = mapPrices(product, context)
  issues.push(...priceIssues)
  const loose = isLoose(product)
  const weight = loose ? null : weightOf(product, issues)
  const { lowThreshold } = product
  return {
    sourceId,
    sku: product.sku,
    barcodes: [],
    label: weight === null ? '' : `${weight.amount} ${weight.unit}`,
    weight: weight?.amount ?? null,
    weightUnit: loose ? 'g' : (weight?.unit ?? null),
    minWeight: loose ? (prices.find(({ kind }) => kind === 'tier')?.minQuantity ?? null) : null,
    weightStep: null,
    customerType: customerTypeOf(product.productSaleType, issues),
    lowStockAt: isPositive(lowThreshold) ? lowThreshold : null,
    prices,
  }
}

/** Sold by the gram: its category is, or it has prices by weight. */
export function isLoose({ category, priceRanges }: Pick<BlazeStock, 'category' | 'priceRanges'>): boolean {
  return /^grams?$/i.test(category?.unitType ?? '') || priceRanges.length > 0
}

export function customerTypeOf(word: string | null, issues: MappingIssue[]): CustomerType {
  if (word === null) return 'both'
  const type = saleTypes.get(word.toUpperCase())
  if (type === undefined) issues.push(unknownValue('productSaleType', word, 'everybody may buy the product'))
  return type ?? 'both'
}

/** Never 0: what states no weight has none. */
function weightOf(product: BlazeProduct, issues: MappingIssue[]): { amount: string; unit: Unit } | null {
  const { weightPerUnit, customWeight, customGramType, unitValue } = product
  const word = weightPerUnit?.toUpperCase() ?? 'EACH'
  if (word === 'EACH') return null
  const grams = weightsPerUnit.get(word)
  if (grams !== undefined) return { amount: grams, unit: 'g' }
  const consequence = 'the weight was left empty'
  if (word !== 'CUSTOM_GRAMS') {
    if (isPositive(unitValue)) return { amount: unitValue, unit: 'g' }
    issues.push(unknownValue('weightPerUnit', String(weightPerUnit), consequence))
    return null
  }
  if (!isPositive(customWeight)) {
    issues.push(partlyMissing('customWeight', consequence))
    return null
  }
  const unit = customUnits.get(customGramType?.toUpperCase() ?? 'GRAM')
  if (unit !== undefined) return { amount: customWeight, unit }
  issues.push(unknownValue('customGramType', String(customGramType), consequence))
  return null
}

function isPositive(value: string | null): value is string {
  return value !== null && new Decimal(value).gt(0)
}
