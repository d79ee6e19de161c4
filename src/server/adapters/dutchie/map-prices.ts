import { Decimal } from 'decimal.js'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft } from '../../model/product.ts'
import { invalidValue, partlyMissing } from '../kit/issues.ts'
import type { DutchieProduct } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

/**
 * The price, or where a pricing tier stands behind the product, a price per gram from each weight on. What is for medical
 * customers alone is priced for them.
 */
export function mapPrices(
  record: DutchieProduct,
  currency: string,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  if (record.pricingTierData.length > 0) return mapTiers(record.pricingTierData, currency)
  const medical = record.isMedicalOnly === true ? record.medPrice : null
  const field = medical !== null ? 'medPrice' : record.price !== null ? 'price' : 'recPrice'
  const amount = record[field]
  if (amount === null) return { prices: [], issues: [partlyMissing('price', 'the product has no price')] }
  const amountMinor = priceOf(amount, currency)
  if (amountMinor === null)
    return { prices: [], issues: [invalidValue(field, amount, 'the price was left out')] }
  return {
    prices: [{ kind: 'regular', currency, amountMinor, minQuantity: null, quantityUnit: null, label: '' }],
    issues: [],
  }
}

function mapTiers(
  tiers: DutchieProduct['pricingTierData'],
  currency: string,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  const prices: PriceDraft[] = []
  const issues: MappingIssue[] = []
  tiers.forEach(({ startWeight: start, price }, index) => {
    const amountMinor = price === null ? null : priceOf(price, currency)
    if (start === null || amountMinor === null || new Decimal(start).lt(0)) {
      issues.push(invalidValue(`pricingTierData.${index}`, `${start} at ${price}`, 'the tier was left out'))
      return
    }
    const label = `From ${start} g`
    prices.push({ kind: 'tier', currency, amountMinor, minQuantity: start, quantityUnit: 'g', label })
  })
  prices.sort((a, b) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0))
  return { prices, issues }
}

/** Null when it cannot be a price. */
function priceOf(amount: string, currency: string): number | null {
  const minor = toMinorUnits(amount, currency)
  return minor === null || minor < 0 || minor > LARGEST_PRICE_MINOR ? null : minor
}
