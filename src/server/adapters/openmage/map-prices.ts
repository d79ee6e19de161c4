import { Decimal } from 'decimal.js'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft } from '../../model/product.ts'
import { invalidValue, partlyMissing } from '../kit/issues.ts'
import type { OpenMageProduct } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

/** How a tier says that it is for everybody. */
const allGroups = new Set(['all', '32000', null])

type Priced = Pick<OpenMageProduct, 'price' | 'special_price' | 'tier_price' | 'joined'>

/** The price → regular, the special price while it counts → sale, lower prices from a quantity on → tiers. */
export function mapPrices(
  record: Priced,
  currency: string,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  const issues: MappingIssue[] = []
  const prices: PriceDraft[] = []
  const price = { currency, minQuantity: null, quantityUnit: null, label: '' }
  const read = (amount: string, field: string) => {
    const minor = toMinorUnits(amount, currency)
    if (minor !== null && minor >= 0 && minor <= LARGEST_PRICE_MINOR) return minor
    issues.push(invalidValue(field, amount, 'the price was left out'))
    return null
  }
  if (record.price === null) issues.push(partlyMissing('price', 'the product has no price'))
  const regular = record.price === null ? null : read(record.price, 'price')
  if (regular !== null) prices.push({ ...price, kind: 'regular', amountMinor: regular })

  const counts = record.special_price !== null && record.joined?.specialPrice === true
  const sale = counts && record.special_price !== null ? read(record.special_price, 'special_price') : null
  if (sale !== null && regular !== null && sale < regular) {
    prices.push({ ...price, kind: 'sale', amountMinor: sale })
  }
  return { prices: [...prices, ...tiersOf(record, currency, read)], issues }
}

/** Tiers of single customer groups are no price for everybody, so they stay in the record. */
function tiersOf(
  { tier_price }: Priced,
  currency: string,
  read: (amount: string, field: string) => number | null,
): PriceDraft[] {
  const tiers = (tier_price?.complexObjectArray ?? []).flatMap((tier, index): PriceDraft[] => {
    const { customer_group_id: group, qty, price } = tier
    if (!allGroups.has(group) || qty === null || price === null || new Decimal(qty).lte(0)) return []
    const amountMinor = read(price, `tier_price.complexObjectArray.${index}.price`)
    if (amountMinor === null) return []
    const common = { currency, minQuantity: qty, quantityUnit: 'each' as const, label: `From ${qty}` }
    return [{ ...common, kind: 'tier', amountMinor }]
  })
  return tiers.sort((a, b) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0))
}
