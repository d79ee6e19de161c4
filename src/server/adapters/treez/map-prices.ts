import { Decimal } from 'decimal.js'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft, Unit } from '../../model/product.ts'
import { invalidValue, missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import type { TreezProduct } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

const tierUnits = new Map<string, Unit>([
  ['WEIGHT_GRAMS', 'g'],
  ['WEIGHT_OUNCES', 'oz'],
])

type Pricing = NonNullable<TreezProduct['pricing']>

/** FLAT → regular and, when lower, sale; TIER → a price per unit from each amount on.  */
export function mapPrices(
  pricing: TreezProduct['pricing'],
  currency: string,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  if (!pricing) return { prices: [], issues: [partlyMissing('pricing', 'the product has no price')] }
  if (pricing.price_type?.toUpperCase() === 'TIER') return mapTiers(pricing, currency)

  const issues: MappingIssue[] = []
  if (pricing.price_type !== null && pricing.price_type.toUpperCase() !== 'FLAT') {
    issues.push(unknownValue('pricing.price_type', pricing.price_type, 'price_sell was taken as the price'))
  }
  if (pricing.price_sell === null) {
    issues.push(partlyMissing('pricing.price_sell', 'the product has no price'))
    return { prices: [], issues }
  }
  const regular = priceOf(pricing.price_sell, currency)
  if (regular === null) {
    issues.push(invalidValue('pricing.price_sell', pricing.price_sell, 'the price was left out'))
    return { prices: [], issues }
  }
  const price = { currency, minQuantity: null, quantityUnit: null, label: '' }
  const prices: PriceDraft[] = [{ ...price, kind: 'regular', amountMinor: regular }]
  const sale = pricing.discounted_price === null ? null : priceOf(pricing.discounted_price, currency)
  if (pricing.discounted_price !== null && sale === null) {
    issues.push(
      invalidValue('pricing.discounted_price', pricing.discounted_price, 'the sale price was left out'),
    )
  }
  if (sale !== null && sale < regular) prices.push({ ...price, kind: 'sale', amountMinor: sale })
  return { prices, issues }
}

function mapTiers(pricing: Pricing, currency: string): { prices: PriceDraft[]; issues: MappingIssue[] } {
  const field = 'pricing.tier_pricing_detail'
  const unit = tierUnits.get(pricing.tier_method?.toUpperCase() ?? '') ?? 'each'
  const prices: PriceDraft[] = []
  const issues: MappingIssue[] = []
  pricing.tier_pricing_detail.forEach(({ start_value: start, price_per_value: perValue }, index) => {
    const amountMinor = perValue === null ? null : priceOf(perValue, currency)
    if (start === null || amountMinor === null || new Decimal(start).lt(0)) {
      issues.push({
        ...missing(`${field}.${index}`, 'the tier was left out'),
        code: 'invalid_value',
        severity: 'warning',
        message: `${field}.${index} has no usable amount and price, so the tier was left out.`,
      })
      return
    }
    const label = unit === 'each' ? `From ${start}` : `From ${start} ${unit}`
    prices.push({ kind: 'tier', currency, amountMinor, minQuantity: start, quantityUnit: unit, label })
  })
  if (pricing.tier_pricing_detail.length === 0) {
    issues.push(partlyMissing(field, `the tier${named(pricing)} gives no price`))
  }
  prices.sort((a, b) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0))
  return { prices, issues }
}

function named(pricing: Pricing): string {
  return pricing.tier_name === null ? '' : ` "${pricing.tier_name.slice(0, 60)}"`
}

/** Null when it cannot be a price. */
function priceOf(amount: string, currency: string): number | null {
  const minor = toMinorUnits(amount, currency)
  return minor === null || minor < 0 || minor > LARGEST_PRICE_MINOR ? null : minor
}
