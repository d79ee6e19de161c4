import type { MappingIssue } from '../../model/issue.ts'
import type { Unit, VariantDraft } from '../../model/product.ts'
import type { MapContext } from '../contract.ts'
import { invalidValue, unknownValue } from '../kit/issues.ts'
import { decimal } from '../kit/scalars.ts'
import { mapPrices } from './map-prices.ts'
import { measuredIn } from './measurement.ts'
import type { CovaProduct } from './schema.ts'
import { findSpecification, type Specification } from './specifications.ts'
import { units } from './vocabulary.ts'

/** The sellable unit of a COVA product: its weight, codes and prices. */
export function mapVariant(
  record: CovaProduct,
  sourceId: string,
  specifications: Specification[],
  context: MapContext,
): { variant: VariantDraft; issues: MappingIssue[] } {
  const issues: MappingIssue[] = []
  const unit = measuredIn(record.MeasurementType, issues)
  const { prices, issues: priceIssues } = mapPrices(record, unit, context.currency)
  const loose = unit === 'g'
  const weight = loose ? null : weightOf(specifications, issues)
  const variant: VariantDraft = {
    sourceId,
    sku: record.CatalogSku ?? record.SupplierSkus[0]?.SKU ?? null,
    barcodes: [...new Set(record.Upcs.map(({ UPC }) => UPC))].filter((code) => code !== null),
    label: weight ? `${weight.amount} ${weight.unit.replace('_', ' ')}` : '',
    weight: weight?.amount ?? null,
    weightUnit: weight?.unit ?? (loose ? unit : null),
    minWeight: loose ? (prices.find(({ kind }) => kind === 'tier')?.minQuantity ?? null) : null,
    weightStep: null,
    customerType: 'both',
    lowStockAt: null,
    prices,
  }
  return { variant, issues: [...issues, ...priceIssues] }
}

/** "Equivalent To" is what a weight counts as in dried flower, so it is no weight. */
function weightOf(
  specifications: Specification[],
  issues: MappingIssue[],
): { amount: string; unit: Unit } | null {
  const stated = findSpecification(specifications, 'net weight', 'weight')
  if (!stated) return null
  const [, number = '', suffix = ''] = /^([^a-z]*)([a-z. ]*)$/i.exec(stated.value) ?? []
  const amount = decimal.safeParse(number).data ?? null
  if (amount === null || Number(amount) < 0) {
    issues.push(invalidValue(stated.field, stated.value, 'the weight was left empty'))
    return null
  }
  // 0 is how an empty field of this type is kept.
  if (Number(amount) === 0) return null
  const word = stated.unit ?? suffix.trim()
  const unit = units.get(word.toLowerCase().replace(/\.$/, ''))
  if (unit) return { amount, unit }
  issues.push(unknownValue(stated.field.replace('Value', 'Unit'), word, 'the weight was left empty'))
  return null
}
