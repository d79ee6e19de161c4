import type { MappingIssue } from '../../model/issue.ts'
import type { ProductDraft, ProductStatus, StrainType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { potencyOf } from './map-potency.ts'
import { mapVariant } from './map-variant.ts'
import { type Metafields, readMetafields } from './metafields.ts'
import { productSchema, type ShopifyProduct } from './schema.ts'
import { statuses, strainTypes } from './vocabulary.ts'

/** A product with all its variants → one product with as many. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }

  const recordName = record.title ?? record.id ?? 'Product without a name'
  if (record.id === null) issues.push(missing('id', 'the product was left out'))
  if (record.title === null) issues.push(missing('title', 'the product was left out'))
  const fields = readMetafields(record.metafields, context)
  const variants = record.variants.flatMap(
    (variant, index) =>
      mapVariant(variant, { index, fields, siblings: record.variants.length, context, issues }) ?? [],
  )
  if (variants.length === 0) issues.push(missing('variants', 'the product was left out'))
  if (record.id === null || record.title === null || variants.length === 0) {
    return { draft: null, issues, recordName }
  }
  const potency = potencyOf(fields, issues)
  const draft: ProductDraft = {
    sourceId: record.id,
    name: record.title,
    brand: record.vendor,
    description: record.descriptionHtml,
    status: statusOf(record, issues),
    sourceCategory: categoryOf(record, fields, context, issues),
    strainType: strainTypeOf(fields, issues),
    strainName: fields.text('strain'),
    effects: fields.list('effects'),
    flavors: fields.list('flavors'),
    ingredients: fields.list('ingredients'),
    tags: record.tags,
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, context.timeZone, issues),
    variants,
  }
  return { draft, issues: onePerField(issues), recordName }
}

function statusOf({ status }: ShopifyProduct, issues: MappingIssue[]): ProductStatus {
  if (status === null) {
    issues.push(partlyMissing('status', 'the product is kept as inactive'))
    return 'inactive'
  }
  const known = statuses.get(status.toUpperCase())
  if (!known) issues.push(unknownValue('status', status, 'the product is kept as inactive'))
  return known ?? 'inactive'
}

/** Collections that hold everything are no category. */
const everything = /^(all( products?)?|home ?page|frontpage)$/i

/** The first of the three places that says something, from the chosen one on; what the shop puts below it follows. */
function categoryOf(
  record: ShopifyProduct,
  fields: Metafields,
  { settings }: MapContext,
  issues: MappingIssue[],
): string[] {
  const collection = record.collections.findLast(({ title }) => title !== null && !everything.test(title))
  const places = {
    product_type: record.productType ? [record.productType] : [],
    taxonomy: record.category?.fullName?.split(' > ') ?? [],
    collection: collection?.title ? [collection.title] : [],
  }
  const chosen = settings['category']
  const first = chosen === 'taxonomy' || chosen === 'collection' ? places[chosen] : places.product_type
  const path = [first, ...Object.values(places)].find((each) => each.length > 0) ?? []
  if (path.length === 0) issues.push(partlyMissing('productType', 'the product has no category'))
  const below = fields.text('subcategory')
  return path.length > 0 && below !== null && path.at(-1) !== below ? [...path, below] : path
}

function strainTypeOf(fields: Metafields, issues: MappingIssue[]): StrainType | null {
  const word = fields.text('strain_type')
  if (word === null) return null
  const type = strainTypes.get(word.toUpperCase().replace(/[\s/_-]+/g, ' '))
  if (type === undefined) {
    issues.push(unknownValue(fields.path('strain_type'), word, 'the strain type was left empty'))
  }
  return type ?? null
}

/** In the order of the shop, where the first is the one that is shown; films and models are left out. */
function imagesOf({ media }: ShopifyProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const images: ProductDraft['images'] = []
  for (const url of new Set(media.flatMap(({ image }) => image?.url ?? []))) {
    if (/^https?:\/\/\S+$/i.test(url)) images.push({ url, primary: images.length === 0 })
    else issues.push(invalidValue('media', url, 'the picture was left out'))
  }
  return images
}

function updatedAt({ updatedAt }: ShopifyProduct, timeZone: string, issues: MappingIssue[]): Date | null {
  if (updatedAt === null) return null
  const time = parseTimestamp(updatedAt, timeZone)
  if (!time) issues.push(invalidValue('updatedAt', updatedAt, 'it was left out'))
  return time
}
