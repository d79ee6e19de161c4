import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { Unit, VariantDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { unknownValue } from '../kit/issues.ts'
import { mapPrices } from './map-prices.ts'
import type { DutchieProduct } from './schema.ts'
import { units } from './vocabulary.ts'

/** The sellable unit of a Dutchie product: its size, barcode and prices. */
export function mapVariant(
  record: DutchieProduct,
  sourceId: string,
  context: MapContext,
): { variant: VariantDraft; issues: MappingIssue[] } {
  const { prices, issues } = mapPrices(record, context.currency)
  const loose = prices.find(({ kind }) => kind === 'tier')
  const weight = loose ? null : weightOf(record, issues)
  const variant: VariantDraft = {
    sourceId,
    sku: record.sku,
    barcodes: record.upc === null ? [] : [record.upc],
    label: record.size ?? (weight ? `${weight.amount} ${weight.unit}` : ''),
    weight: weight?.amount ?? null,
    weightUnit: weight?.unit ?? loose?.quantityUnit ?? null,
    minWeight: loose && isPositive(loose.minQuantity) ? loose.minQuantity : null,
    weightStep: null,
    customerType: record.isMedicalOnly === true ? 'medical' : 'both',
    lowStockAt: isPositive(record.lowInventoryThreshold) ? record.lowInventoryThreshold : null,
    prices,
  }
  return { variant, issues }
}

/** The net weight as stated; milligrams are a dose, so the product's grams come before them. */
function weightOf(record: DutchieProduct, issues: MappingIssue[]): { amount: string; unit: Unit } | null {
  const { netWeight, netWeightUnit, productGrams } = record
  const unit = netWeightUnit === null ? null : units.get(netWeightUnit.toUpperCase())
  if (unit === undefined)
    issues.push(unknownValue('netWeightUnit', String(netWeightUnit), 'the weight was left empty'))
  const stated = isPositive(netWeight) && unit && unit !== 'each' ? { amount: netWeight, unit } : null
  if (stated && stated.unit !== 'mg') return stated
  return isPositive(productGrams) ? { amount: productGrams, unit: 'g' } : stated
}

function isPositive(value: string | null): value is string {
  return value !== null && new Decimal(value).gt(0)
}
