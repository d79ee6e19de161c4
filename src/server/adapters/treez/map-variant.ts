import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { Unit, VariantDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { unknownValue } from '../kit/issues.ts'
import { mapPrices } from './map-prices.ts'
import type { TreezProduct } from './schema.ts'
import { units } from './vocabulary.ts'

/** The sellable unit of a Treez product: its size, barcodes and prices. */
export function mapVariant(
  record: TreezProduct,
  sourceId: string,
  context: MapContext,
): { variant: VariantDraft; issues: MappingIssue[] } {
  const configurable = record.product_configurable_fields
  const { prices, issues } = mapPrices(record.pricing, context.currency)
  const unit = unitOf(configurable?.uom ?? null, issues)
  const amount = configurable?.amount ?? null
  const loose = looseAmount(prices)
  const weight = loose ? null : weightOf(configurable, unit)
  const minimum = record.e_commerce?.minimum_visible_inventory_level ?? null
  const useMinimum = context.settings['minimumVisible'] !== false
  const barcodes = record.product_barcodes.filter((barcode) => barcode.sku !== null)
  const byType = (type: string) => barcodes.find((barcode) => barcode.type?.toUpperCase() === type)?.sku
  const variant: VariantDraft = {
    sourceId,
    // What a person typed in identifies better than what was generated.
    sku: byType('USER_DEFINED') ?? byType('CATALOG') ?? barcodes[0]?.sku ?? null,
    barcodes: [...new Set(barcodes.map(({ sku }) => sku))].filter((sku) => sku !== null),
    label:
      configurable?.size ?? (amount && unit && unit !== 'each' ? `${amount} ${unit.replace('_', ' ')}` : ''),
    weight: weight?.amount ?? null,
    weightUnit: weight?.unit ?? loose?.unit ?? null,
    minWeight: loose?.amount ?? null,
    weightStep: null,
    // Treez says it of stock, not of products; the levels carry it.
    customerType: 'both',
    lowStockAt: useMinimum && isPositive(minimum) ? minimum : null,
    prices,
  }
  return { variant, issues }
}

function unitOf(uom: string | null, issues: MappingIssue[]): Unit | null {
  if (uom === null) return null
  const unit = units.get(uom.toUpperCase())
  if (!unit) issues.push(unknownValue('product_configurable_fields.uom', uom, 'the weight was left empty'))
  return unit ?? null
}

/** Sold loose when priced by weight: from the lowest tier on. */
function looseAmount(prices: VariantDraft['prices']): { amount: string | null; unit: Unit } | null {
  const first = prices.find((price) => price.kind === 'tier' && price.quantityUnit !== 'each')
  if (!first?.quantityUnit) return null
  return { amount: isPositive(first.minQuantity) ? first.minQuantity : null, unit: first.quantityUnit }
}

/**
 * The product's own amount, unless that is a dose: milligrams of an edible are its active content, so the gram fields
 * come before them.
 */
function weightOf(
  configurable: TreezProduct['product_configurable_fields'],
  unit: Unit | null,
): { amount: string; unit: Unit } | null {
  const amount = configurable?.amount ?? null
  const stated = isPositive(amount) && unit && unit !== 'each' ? { amount, unit } : null
  if (stated && stated.unit !== 'mg') return stated
  const grams = [
    configurable?.net_weight_g,
    configurable?.total_flower_weight_g,
    configurable?.total_concentrate_weight_g,
  ].find(isPositive)
  return grams ? { amount: grams, unit: 'g' } : stated
}

function isPositive(value: string | null | undefined): value is string {
  return typeof value === 'string' && new Decimal(value).gt(0)
}
