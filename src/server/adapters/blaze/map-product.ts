import type { MappingIssue } from '../../model/issue.ts'
import type { ProductDraft, ProductStatus, StrainType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { type LabResult, mapPotency } from '../kit/map-potency.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { mapVariant } from './map-variant.ts'
import { type BlazeProduct, productSchema } from './schema.ts'
import { timeOf } from './time.ts'
import { strainTypes } from './vocabulary.ts'

/** A product of BLAZE → one product with one variant. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const { id, name } = record
  const recordName = name ?? id ?? 'Product without a name'
  if (id === null) issues.push(missing('id', 'the product was left out'))
  if (name === null) issues.push(missing('name', 'the product was left out'))
  if (id === null || name === null) return { draft: null, issues, recordName }

  const { potency, issues: potencyIssues } = mapPotency(contentsOf(record))
  const draft: ProductDraft = {
    sourceId: id,
    name,
    brand: record.brand?.name ?? null,
    description: record.description,
    status: statusOf(record, issues),
    sourceCategory: categoryOf(record, context, issues),
    strainType: strainTypeOf(record.flowerType, issues),
    strainName: null,
    effects: [],
    flavors: [],
    ingredients: [],
    tags: record.tags,
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: timeOf(record.modified, 'modified', issues),
    variants: [mapVariant(record, id, context, issues)],
  }
  return { draft, issues: onePerField([...issues, ...potencyIssues]), recordName }
}

/** What is not to be shown online is hidden, not gone: it is sold in the shop. */
function statusOf({ deleted, active, showInWidget }: BlazeProduct, issues: MappingIssue[]): ProductStatus {
  if (deleted === true) return 'deleted'
  if (active === null) issues.push(partlyMissing('active', 'the product is kept as inactive'))
  if (active !== true) return 'inactive'
  return showInWidget === false ? 'hidden' : 'active'
}

/** The category's name stands at times under `name`, at times under `category`. */
function categoryOf(
  { category, cannabisType }: BlazeProduct,
  { settings }: MapContext,
  issues: MappingIssue[],
): string[] {
  const name = category?.name ?? category?.category ?? null
  if (name === null) issues.push(partlyMissing('category', 'the product has no category'))
  const path = settings['cannabisType'] === true ? [name, cannabisType] : [name]
  return path.filter((part) => part !== null)
}

function strainTypeOf(word: string | null, issues: MappingIssue[]): StrainType | null {
  if (word === null) return null
  const type = strainTypes.get(word.toUpperCase())
  if (type === undefined) issues.push(unknownValue('flowerType', word, 'the strain type was left empty'))
  return type ?? null
}

const analytes = ['thc', 'cbd', 'cbn', 'cbda', 'thca'] as const

/** Per cent on the product, milligrams in `potencyAmount`. Both say 0 for what nobody measured. */
function contentsOf(record: BlazeProduct): LabResult[] {
  const result = (analyte: string, amount: string | null | undefined, unit: string, field: string) =>
    amount && amount !== '0' ? [{ analyte, min: amount, max: amount, unit, field }] : []
  return analytes.flatMap((analyte) => [
    ...result(analyte, record[analyte], '%', analyte),
    ...result(analyte, record.potencyAmount?.[analyte], 'mg', `potencyAmount.${analyte}`),
  ])
}

/** Each picture in its full size; without any, the one of the category. */
function imagesOf({ assets, category }: BlazeProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const own = assets.map(
    ({ publicURL, largeURL, mediumURL, origURL, thumbURL }) =>
      publicURL ?? largeURL ?? mediumURL ?? origURL ?? thumbURL,
  )
  const photo = category?.photo
  const urls = own.some((url) => url !== null) ? own : [photo?.publicURL ?? photo?.largeURL ?? null]
  const known = [...new Set(urls)].filter((url) => url !== null)
  const good = known.filter((url) => /^https?:\/\/\S+$/i.test(url))
  for (const url of known) {
    if (!good.includes(url)) issues.push(invalidValue('assets', url, 'the picture was left out'))
  }
  return good.map((url, index) => ({ url, primary: index === 0 }))
}
