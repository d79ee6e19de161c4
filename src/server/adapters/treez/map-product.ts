import type { MappingIssue } from '../../model/issue.ts'
import type { Potency, ProductDraft, ProductStatus, StrainType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { mapPotency } from '../kit/map-potency.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { mapVariant } from './map-variant.ts'
import { productSchema, type TreezProduct } from './schema.ts'
import { strainTypes } from './vocabulary.ts'

/** An entry of `product_list` → one product with one variant: Treez lists every size as a product of its own. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }

  const configurable = record.product_configurable_fields
  const title = context.settings['menuTitle'] === false ? null : (record.e_commerce?.menu_title ?? null)
  const name = title ?? configurable?.name ?? record.e_commerce?.menu_title ?? null
  const recordName = name ?? record.product_id ?? 'Product without a name'
  if (record.product_id === null) issues.push(missing('product_id', 'the product was left out'))
  if (name === null) {
    issues.push(missing('product_configurable_fields.name', 'the product was left out'))
  }
  if (record.product_id === null || name === null) return { draft: null, issues, recordName }

  if (record.category_type === null) {
    issues.push(partlyMissing('category_type', 'the product has no category'))
  }
  const { variant, issues: variantIssues } = mapVariant(record, record.product_id, context)
  const { potency, issues: potencyIssues } = potencyOf(record)
  const draft: ProductDraft = {
    sourceId: record.product_id,
    name,
    brand: configurable?.brand ?? null,
    description: record.e_commerce?.product_description ?? null,
    status: statusOf(record, issues),
    sourceCategory: [
      record.category_type,
      record.category_type && (configurable?.subtype ?? configurable?.sub_type),
    ].filter((part) => typeof part === 'string'),
    strainType: strainTypeOf(configurable?.classification ?? null, issues),
    strainName: configurable?.strain_name ?? null,
    effects: record.attributes?.effects ?? [],
    flavors: record.attributes?.flavors ?? [],
    ingredients: record.attributes?.ingredients ?? [],
    // Internal tags are the store's own notes; they stay in the source record.
    tags: record.attributes?.general ?? [],
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, context.timeZone, issues),
    variants: [variant],
  }
  return { draft, issues: onePerField([...issues, ...variantIssues, ...potencyIssues]), recordName }
}

function statusOf(record: TreezProduct, issues: MappingIssue[]): ProductStatus {
  if (record.product_status === null) {
    issues.push(partlyMissing('product_status', 'the product is kept as inactive'))
    return 'inactive'
  }
  switch (record.product_status.toUpperCase()) {
    case 'ACTIVE':
      return record.e_commerce?.hide_from_menu === true ? 'hidden' : 'active'
    case 'DEACTIVATED':
      return 'inactive'
    case 'DELETED':
      return 'deleted'
    default:
      issues.push(unknownValue('product_status', record.product_status, 'the product is kept as inactive'))
      return 'inactive'
  }
}

function strainTypeOf(classification: string | null, issues: MappingIssue[]): StrainType | null {
  if (classification === null) return null
  const strainType = strainTypes.get(classification.toUpperCase())
  if (strainType === undefined) {
    const field = 'product_configurable_fields.classification'
    issues.push(unknownValue(field, classification, 'the strain type was left empty'))
  }
  return strainType ?? null
}

/** Lab results first; the totals of the product form (where 0 means "not filled in") for what the laboratory doesn't give in mg. */
function potencyOf(record: TreezProduct): { potency: Potency[]; issues: MappingIssue[] } {
  const mapped = mapPotency(
    record.lab_results.map((result, index) => ({
      analyte: result.result_type,
      min: result.amount?.minimum_value ?? null,
      max: result.amount?.maximum_value ?? null,
      unit: result.amount_type,
      field: `lab_results.${index}`,
    })),
  )
  const configurable = record.product_configurable_fields
  const totals = { thc: configurable?.total_mg_thc, cbd: configurable?.total_mg_cbd }
  for (const [analyte, total] of Object.entries(totals)) {
    const measured = mapped.potency.some((each) => each.analyte === analyte && each.unit === 'mg')
    if (!measured && total && Number(total) > 0) {
      mapped.potency.push({ analyte, min: total, max: total, unit: 'mg' })
    }
  }
  return mapped
}

function imagesOf(record: TreezProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const primary = record.e_commerce?.primary_image ?? null
  const urls = new Set([...(primary ? [primary] : []), ...(record.e_commerce?.all_images ?? [])])
  const images: ProductDraft['images'] = []
  for (const url of urls) {
    if (/^https?:\/\/\S+$/i.test(url)) images.push({ url, primary: url === primary })
    else issues.push(invalidValue('e_commerce.all_images', url, 'the picture was left out'))
  }
  return images
}

function updatedAt(record: TreezProduct, timeZone: string, issues: MappingIssue[]): Date | null {
  if (record.last_updated_at === null) return null
  const time = parseTimestamp(record.last_updated_at, timeZone)
  if (!time) issues.push(invalidValue('last_updated_at', record.last_updated_at, 'it was left out'))
  return time
}
