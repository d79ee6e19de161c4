import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { invalidValue, partlyMissing } from '../kit/issues.ts'
import type { FlowhubRow } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

/** Prices come in cents. Weight tiers → a price per gram from each amount on; otherwise the regular price. */
export function mapPrices(
  row: FlowhubRow,
  { currency, settings }: MapContext,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  const issues: MappingIssue[] = []
  if (row.weightTierInformation.length > 0) {
    const perGram = settings['tierPrices'] === 'gram'
    const prices = row.weightTierInformation.flatMap((tier, index) => tierOf(tier, index, perGram, issues))
    prices.sort((a, b) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0))
    return { prices: prices.map((price) => ({ ...price, currency })), issues }
  }
  const [field, amount] =
    row.priceInMinorUnits === null && row.preTaxPriceInPennies !== null
      ? ['preTaxPriceInPennies', row.preTaxPriceInPennies]
      : ['priceInMinorUnits', row.priceInMinorUnits]
  if (amount === null) {
    return { prices: [], issues: [partlyMissing('priceInMinorUnits', 'the product has no price')] }
  }
  const amountMinor = minorOf(new Decimal(amount))
  if (amountMinor === null) {
    return { prices: [], issues: [invalidValue(String(field), amount, 'the price was left out')] }
  }
  const price = { currency, minQuantity: null, quantityUnit: null, label: '' }
  return { prices: [{ ...price, kind: 'regular', amountMinor }], issues }
}

function tierOf(
  tier: FlowhubRow['weightTierInformation'][number],
  index: number,
  perGram: boolean,
  issues: MappingIssue[],
): Omit<PriceDraft, 'currency'>[] {
  const { name, gramAmount, pricePerUnitInMinorUnits: price } = tier
  const field = `weightTierInformation.${index}`
  if (price === null || gramAmount === null || new Decimal(gramAmount).lte(0)) {
    const consequence = 'the tier was left out'
    issues.push(
      price === null
        ? partlyMissing(`${field}.pricePerUnitInMinorUnits`, consequence)
        : invalidValue(`${field}.gramAmount`, gramAmount ?? 'empty', consequence),
    )
    return []
  }
  const amountMinor = minorOf(perGram ? new Decimal(price) : new Decimal(price).div(gramAmount))
  if (amountMinor === null) {
    issues.push(invalidValue(`${field}.pricePerUnitInMinorUnits`, price, 'the tier was left out'))
    return []
  }
  const label = name ?? `From ${gramAmount} g`
  return [{ kind: 'tier', amountMinor, minQuantity: gramAmount, quantityUnit: 'g', label }]
}

/** Null when it cannot be a price. */
function minorOf(amount: Decimal): number | null {
  const minor = amount.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  return minor.lt(0) || minor.gt(LARGEST_PRICE_MINOR) ? null : minor.toNumber() + 0
}
