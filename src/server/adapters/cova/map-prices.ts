import { Decimal } from 'decimal.js'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft, Unit } from '../../model/product.ts'
import { invalidValue, partlyMissing } from '../kit/issues.ts'
import type { CovaPrice, CovaProduct } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

type Priced = Pick<CovaProduct, 'Prices' | 'CompanyLevelRegularPrice'>
type Result = { prices: PriceDraft[]; issues: MappingIssue[] }

/**
 * Rows with a tier → a price per unit from each quantity on; else the store's price, or the company's where the store has
 * none → regular and, when lower, sale.
 */
export function mapPrices(record: Priced, unit: Unit, currency: string): Result {
  const tiers = record.Prices.flatMap((row, index) =>
    row.AtTierPrice !== null ? [{ row, field: `Prices.${index}` }] : [],
  )
  if (tiers.length > 0) return mapTiers(tiers, unit, currency)

  const issues: MappingIssue[] = []
  const flat = flatPriceOf(record, issues)
  if (!flat || flat.regular === null) {
    issues.push(partlyMissing('Prices', 'the product has no price'))
    return { prices: [], issues }
  }
  const regular = priceOf(flat.regular, currency)
  if (regular === null) {
    issues.push(invalidValue(`${flat.field}.Price`, flat.regular, 'the price was left out'))
    return { prices: [], issues }
  }
  const price = { currency, minQuantity: null, quantityUnit: null, label: '' }
  const prices: PriceDraft[] = [{ ...price, kind: 'regular', amountMinor: regular }]
  const sale = flat.sale === null ? null : priceOf(flat.sale, currency)
  if (flat.sale !== null && sale === null) {
    issues.push(invalidValue(`${flat.field}.SalePrices`, flat.sale, 'the sale price was left out'))
  }
  if (sale !== null && sale < regular) prices.push({ ...price, kind: 'sale', amountMinor: sale })
  return { prices, issues }
}

function flatPriceOf({ Prices, CompanyLevelRegularPrice }: Priced, issues: MappingIssue[]) {
  const places = new Set(Prices.map(({ LocationId }) => LocationId).filter((id) => id !== null))
  const [own] = Prices
  if (places.size <= 1 && own) {
    return { regular: own.Price, sale: own.SalePrices[0]?.SalePrice ?? null, field: 'Prices.0' }
  }
  if (places.size > 1) {
    const message = 'Prices holds several locations, so the price of the company was taken.'
    issues.push({ code: 'invalid_value', severity: 'warning', field: 'Prices', message })
  }
  return (
    CompanyLevelRegularPrice && {
      regular: CompanyLevelRegularPrice.Price,
      sale: CompanyLevelRegularPrice.SalePrices[0]?.SalePrice ?? null,
      field: 'CompanyLevelRegularPrice',
    }
  )
}

/**
 * `AtTierPrice` is what the whole `TierQuantity` costs; COVA itself rounds it to a unit's price, so that three for 10.00
 * come to 9.99.
 */
function mapTiers(tiers: { row: CovaPrice; field: string }[], unit: Unit, currency: string): Result {
  const prices: PriceDraft[] = []
  const issues: MappingIssue[] = []
  for (const { row, field } of tiers) {
    const { AtTierPrice: total, TierQuantity: from } = row
    const usable = total !== null && from !== null && new Decimal(from).gt(0)
    const amountMinor = usable ? priceOf(new Decimal(total).div(from).toFixed(10), currency) : null
    if (amountMinor === null) {
      issues.push({
        ...invalidValue(field, '', 'the tier was left out'),
        message: `${field} has no usable TierQuantity and AtTierPrice, so the tier was left out.`,
      })
      continue
    }
    const label = row.TierName ?? (unit === 'each' ? `From ${from}` : `From ${from} ${unit}`)
    prices.push({ kind: 'tier', currency, amountMinor, minQuantity: from, quantityUnit: unit, label })
  }
  prices.sort((a, b) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0))
  return { prices, issues }
}

/** Null when it cannot be a price. */
function priceOf(amount: string, currency: string): number | null {
  const minor = toMinorUnits(amount, currency)
  return minor === null || minor < 0 || minor > LARGEST_PRICE_MINOR ? null : minor
}
