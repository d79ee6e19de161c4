import type { MappingIssue } from '../../model/issue.ts'
import type { ProductDraft, ProductStatus, StrainType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { mapContents } from './map-contents.ts'
import { mapVariant } from './map-variant.ts'
import { type DutchieProduct, productSchema } from './schema.ts'
import { strainTypes } from './vocabulary.ts'

/** An entry of the product lists → one product with one variant: Dutchie lists every size as a product of its own. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }

  const own = record.productName ?? record.internalName
  const name =
    context.settings['onlineTitle'] === false ? (own ?? record.onlineTitle) : (record.onlineTitle ?? own)
  const recordName = name ?? record.productId ?? 'Product without a name'
  if (record.productId === null) issues.push(missing('productId', 'the product was left out'))
  if (name === null) issues.push(missing('productName', 'the product was left out'))
  if (record.productId === null || name === null) return { draft: null, issues, recordName }

  const sourceCategory = categoryOf(record, context)
  if (sourceCategory.length === 0) issues.push(partlyMissing('category', 'the product has no category'))
  const { variant, issues: variantIssues } = mapVariant(record, record.productId, context)
  const { potency, issues: potencyIssues } = mapContents(record)
  const draft: ProductDraft = {
    sourceId: record.productId,
    name,
    brand: record.brandName,
    description: record.onlineDescription ?? record.description,
    status: statusOf(record, issues),
    sourceCategory,
    strainType: strainTypeOf(record.strainType, issues),
    strainName: record.strain,
    effects: record.effects,
    flavors: record.flavor === null ? [] : [record.flavor],
    ingredients: ingredientsOf(record.ingredientList),
    tags: record.tags,
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, issues),
    variants: [variant],
  }
  return { draft, issues: onePerField([...issues, ...variantIssues, ...potencyIssues]), recordName }
}

/** A category without a master category is a category all the same. */
function categoryOf({ masterCategory, category }: DutchieProduct, context: MapContext): string[] {
  const path =
    context.settings['masterCategory'] === false ? [category ?? masterCategory] : [masterCategory, category]
  return [...new Set(path)].filter((part) => part !== null)
}

/** What is not to be shown online is hidden, not gone: it is sold in the store. */
function statusOf(record: DutchieProduct, issues: MappingIssue[]): ProductStatus {
  if (record.isActive === null) {
    issues.push(partlyMissing('isActive', 'the product is kept as inactive'))
    return 'inactive'
  }
  if (!record.isActive) return 'inactive'
  return record.onlineAvailable === false || record.onlineProduct === false ? 'hidden' : 'active'
}

function strainTypeOf(word: string | null, issues: MappingIssue[]): StrainType | null {
  if (word === null) return null
  const strainType = strainTypes.get(word.toUpperCase())
  if (strainType === undefined)
    issues.push(unknownValue('strainType', word, 'the strain type was left empty'))
  return strainType ?? null
}

/** Commas separate, but not those in brackets: "butter (cream, salt), sugar" are two. */
function ingredientsOf(line: string | null): string[] {
  return (line ?? '')
    .split(/[,;](?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function imagesOf(record: DutchieProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const urls = new Set([...(record.imageUrl === null ? [] : [record.imageUrl]), ...record.imageUrls])
  const images: ProductDraft['images'] = []
  for (const url of urls) {
    if (/^https?:\/\/\S+$/i.test(url)) images.push({ url, primary: url === record.imageUrl })
    else issues.push(invalidValue('imageUrls', url, 'the picture was left out'))
  }
  return images
}

function updatedAt(record: DutchieProduct, issues: MappingIssue[]): Date | null {
  const text = record.lastModifiedDateUTC ?? record.lastModifiedDateUtc
  if (text === null) return null
  // In UTC by its name, with or without the Z.
  const time = parseTimestamp(text, 'UTC')
  if (!time) issues.push(invalidValue('lastModifiedDateUTC', text, 'it was left out'))
  return time
}
