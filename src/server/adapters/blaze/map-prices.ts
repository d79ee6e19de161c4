import { Decimal } from 'decimal.js'
import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { PriceDraft, Unit } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { invalidValue, partlyMissing } from '../kit/issues.ts'
import type { BlazePriceBreak, BlazePriceRange, BlazeProduct } from './schema.ts'

/** A price above a million is a typing error. */
const LARGEST_PRICE_MINOR = 100_000_000

/**
 * By weight: a price per gram from the amount of each price range on. By the unit: the regular price, the sale price of
 * its price break, and a price per unit where several are cheaper together. Prices are dollars.
 */
export function mapPrices(
  product: BlazeProduct,
  context: MapContext,
): { prices: PriceDraft[]; issues: MappingIssue[] } {
  const issues: MappingIssue[] = []
  if (product.priceRanges.length > 0) {
    const tiers = product.priceRanges.flatMap((range, index) => rangeOf(range, index, context, issues))
    return { prices: tiers.sort(byQuantity), issues }
  }
  const active = product.priceBreaks
    .map((each, index) => ({ each, field: `priceBreaks.${index}` }))
    .filter(({ each }) => each.active !== false)
  const single = active.find(({ each }) => isOne(each.quantity))
  const regular = product.unitPrice ?? single?.each.price ?? single?.each.assignedPrice ?? null
  if (regular === null) issues.push(partlyMissing('unitPrice', 'the product has no price'))
  const { currency } = context
  const plain = { currency, minQuantity: null, quantityUnit: null, label: '' }
  const prices: PriceDraft[] = []
  const regularMinor = minorOf(regular, 'unitPrice', currency, issues)
  if (regularMinor !== null) prices.push({ ...plain, kind: 'regular', amountMinor: regularMinor })
  const saleField = `${single?.field}.salePrice`
  const saleMinor = minorOf(positive(single?.each.salePrice), saleField, currency, issues)
  if (saleMinor !== null) prices.push({ ...plain, kind: 'sale', amountMinor: saleMinor })
  const several = active.filter(({ each }) => !isOne(each.quantity))
  const tiers = several.flatMap(({ each, field }) => breakOf(each, field, context, issues))
  return { prices: [...prices, ...tiers.sort(byQuantity)], issues }
}

function rangeOf(
  range: BlazePriceRange,
  index: number,
  context: MapContext,
  issues: MappingIssue[],
): PriceDraft[] {
  const { weightTolerance: weight } = range
  const field = `priceRanges.${index}`
  const grams = positive(weight?.weightValue) ?? positive(weight?.unitValue)
  return tierOf(
    { price: range, quantity: grams, unit: 'g', label: weight?.name ?? null, field },
    context,
    issues,
  )
}

function breakOf(
  each: BlazePriceBreak,
  field: string,
  context: MapContext,
  issues: MappingIssue[],
): PriceDraft[] {
  const label = each.displayName ?? each.name
  return tierOf(
    { price: each, quantity: positive(each.quantity), unit: 'each', label, field },
    context,
    issues,
  )
}

type Amounts = { price: string | null; assignedPrice: string | null; salePrice: string | null }

/** One that has no price or no amount is left out and named. */
function tierOf(
  tier: { price: Amounts; quantity: string | null; unit: Unit; label: string | null; field: string },
  { currency, settings }: MapContext,
  issues: MappingIssue[],
): PriceDraft[] {
  const { quantity, unit, field } = tier
  const amount = positive(tier.price.salePrice) ?? tier.price.price ?? tier.price.assignedPrice
  if (amount === null || quantity === null) {
    const empty =
      amount === null ? `${field}.price` : `${field}.${unit === 'g' ? 'weightTolerance' : 'quantity'}`
    issues.push(partlyMissing(empty, 'this price was left out'))
    return []
  }
  const perOne = settings['breakPrices'] === 'unit' ? amount : new Decimal(amount).div(quantity).toFixed()
  const amountMinor = minorOf(perOne, `${field}.price`, currency, issues)
  if (amountMinor === null) return []
  const label = tier.label ?? `From ${quantity} ${unit}`
  return [{ kind: 'tier', currency, amountMinor, minQuantity: quantity, quantityUnit: unit, label }]
}

/** Null when there is none, or when it cannot be a price, which `issues` then names. */
function minorOf(
  amount: string | null,
  field: string,
  currency: string,
  issues: MappingIssue[],
): number | null {
  if (amount === null) return null
  const minor = toMinorUnits(amount, currency)
  if (minor !== null && minor >= 0 && minor <= LARGEST_PRICE_MINOR) return minor
  issues.push(invalidValue(field, amount, 'the price was left out'))
  return null
}

/** A single unit's price break is said to be of 1, or of nothing. */
const isOne = (quantity: string | null) => quantity === null || new Decimal(quantity).eq(1)

/** A sale price of 0 is none, and so is a weight. */
function positive(value: string | null | undefined): string | null {
  return value && new Decimal(value).gt(0) ? value : null
}

const byQuantity = (a: PriceDraft, b: PriceDraft) => new Decimal(a.minQuantity ?? 0).cmp(b.minQuantity ?? 0)
