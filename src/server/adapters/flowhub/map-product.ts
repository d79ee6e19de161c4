import type { MappingIssue } from '../../model/issue.ts'
import type { ProductDraft, StrainType, VariantDraft } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { mapPrices } from './map-prices.ts'
import { potencyOf, unitOf } from './map-row.ts'
import { type FlowhubRow, rowSchema } from './schema.ts'
import { strainTypes } from './vocabulary.ts'

/** The newest package of a product → one product with one variant. Flowhub says of no product that it is inactive. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(rowSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.productName ?? record.variantId ?? 'Product without a name'
  for (const field of ['parentProductId', 'variantId', 'productName'] as const) {
    if (record[field] === null) issues.push(missing(field, 'the product was left out'))
  }
  const { parentProductId, variantId, productName: name } = record
  if (parentProductId === null || variantId === null || name === null) {
    return { draft: null, issues, recordName }
  }
  if (record.category === null) issues.push(partlyMissing('category', 'the product has no category'))
  const sourceId = `${parentProductId}:${variantId}`
  const { potency, issues: potencyIssues } = potencyOf(record)
  const draft: ProductDraft = {
    sourceId,
    name,
    brand: record.brand,
    description: record.productDescription,
    status: 'active',
    sourceCategory: [
      record.category === null ? null : wordsOf(record.category),
      record.customCategoryName,
    ].filter((part) => part !== null),
    strainType: strainTypeOf(record.speciesName, issues),
    strainName: record.strainName,
    effects: record.effects,
    flavors: [],
    ingredients: [],
    tags: record.tags,
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, context.timeZone, issues),
    variants: [variantOf(record, sourceId, context, issues)],
  }
  return { draft, issues: onePerField([...issues, ...potencyIssues]), recordName }
}

function variantOf(
  row: FlowhubRow,
  sourceId: string,
  context: MapContext,
  issues: MappingIssue[],
): VariantDraft {
  const { prices, issues: priceIssues } = mapPrices(row, context)
  issues.push(...priceIssues)
  const unit = unitOf(row.productUnitOfMeasure, 'productUnitOfMeasure', issues)
  const loose = row.isSoldByWeight === true || prices.some(({ kind }) => kind === 'tier')
  const positive = row.productWeight !== null && Number(row.productWeight) > 0 ? row.productWeight : null
  const weight = !loose && unit !== null && unit !== 'each' ? positive : null
  return {
    sourceId,
    // Of the newest batch: it changes with each.
    sku: row.sku,
    barcodes: row.upc === null ? [] : [row.upc],
    label: row.variantName ?? '',
    weight,
    weightUnit: loose ? 'g' : weight === null ? null : unit,
    minWeight: loose ? (prices[0]?.minQuantity ?? null) : null,
    weightStep: null,
    // Said of packages; the levels carry it.
    customerType: 'both',
    lowStockAt: null,
    prices,
  }
}

/** Older stores send codes: "PackedBud". */
function wordsOf(category: string): string {
  return category.replace(/([a-z])([A-Z])/g, '$1 $2')
}

function strainTypeOf(species: string | null, issues: MappingIssue[]): StrainType | null {
  if (species === null) return null
  const type = strainTypes.find(([pattern]) => pattern.test(species.toLowerCase()))?.[1]
  if (!type) issues.push(unknownValue('speciesName', species, 'the strain type was left empty'))
  return type ?? null
}

function imagesOf(row: FlowhubRow, issues: MappingIssue[]): ProductDraft['images'] {
  const url = row.productPictureURL
  if (url === null) return []
  if (/^https?:\/\/\S+$/i.test(url)) return [{ url, primary: true }]
  issues.push(invalidValue('productPictureURL', url, 'the picture was left out'))
  return []
}

function updatedAt(row: FlowhubRow, timeZone: string, issues: MappingIssue[]): Date | null {
  if (row.productUpdatedAt === null) return null
  const time = parseTimestamp(row.productUpdatedAt, timeZone)
  if (!time) issues.push(invalidValue('productUpdatedAt', row.productUpdatedAt, 'it was left out'))
  return time
}
