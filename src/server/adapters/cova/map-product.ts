import type { MappingIssue } from '../../model/issue.ts'
import type { ProductDraft, ProductStatus } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { potencyOf } from './map-potency.ts'
import { mapVariant } from './map-variant.ts'
import { type CovaProduct, productSchema } from './schema.ts'
import { findSpecification, listOf, specificationsOf } from './specifications.ts'
import { endedLifeCycles, strainTypes } from './vocabulary.ts'

/** A product of the Data Platform → one product with one variant: what COVA calls a variation is what is sold. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }

  const specifications = specificationsOf(record)
  const find = (...names: string[]) => findSpecification(specifications, ...names)
  const menuName = find('online menu name')?.value ?? null
  const preferred = context.settings['menuName'] === false ? null : menuName
  const name = preferred ?? record.Name ?? record.MasterProductName ?? menuName
  const recordName = name ?? record.ProductId ?? 'Product without a name'
  if (record.ProductId === null) issues.push(missing('ProductId', 'the product was left out'))
  if (name === null) issues.push(missing('Name', 'the product was left out'))
  if (record.ProductId === null || name === null) return { draft: null, issues, recordName }

  const sourceCategory = categoryOf(record)
  if (sourceCategory.length === 0) {
    issues.push(partlyMissing('ClassificationName', 'the product has no category'))
  }
  const { variant, issues: variantIssues } = mapVariant(record, record.ProductId, specifications, context)
  const { potency, issues: potencyIssues } = potencyOf(specifications)
  // Most tenants keep the species here, some the name of the strain.
  const strain = find('strain', 'strain type', 'plant type')?.value ?? null
  const strainType = strain === null ? null : (strainTypes.get(strain.toLowerCase()) ?? null)
  const draft: ProductDraft = {
    sourceId: record.ProductId,
    name,
    brand: find('brand', 'brands', 'online menu brand')?.value ?? record.Manufacturer,
    description: record.LongDescription ?? record.ShortDescription,
    status: statusOf(record, issues),
    sourceCategory,
    strainType,
    strainName: find('strain name')?.value ?? (strainType ? null : strain),
    effects: listOf(find('effects')),
    flavors: listOf(find('flavors', 'flavours')),
    ingredients: listOf(find('ingredients')),
    tags: listOf(find('tags')),
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, issues),
    variants: [variant],
  }
  return { draft, issues: onePerField([...issues, ...variantIssues, ...potencyIssues]), recordName }
}

function statusOf(record: CovaProduct, issues: MappingIssue[]): ProductStatus {
  if (record.IsArchived === true) return 'inactive'
  const stage = record.LifeCycle?.toLowerCase()
  if (stage === 'active') return 'active'
  if (stage === undefined) issues.push(partlyMissing('LifeCycle', 'the product is kept as inactive'))
  else if (!endedLifeCycles.has(stage)) {
    issues.push(unknownValue('LifeCycle', record.LifeCycle ?? '', 'the product is kept as inactive'))
  }
  return 'inactive'
}

/** The node of the category tree where there is one, else the path as text, outermost first. */
function categoryOf({ Classification: node, ...record }: CovaProduct): string[] {
  const parts = node?.Name
    ? [...node.ParentCategories.map(({ Name }) => Name), node.Name]
    : (record.ClassificationPath?.split(/\s*[>\\|]\s*/) ?? [record.ClassificationName])
  return parts.filter((part): part is string => part !== null && part !== '')
}

function imagesOf(record: CovaProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const primary = record.HeroShotUri ?? record.Assets[0]?.Uri ?? null
  const urls = new Set([primary, ...record.Assets.map(({ Uri }) => Uri)])
  const images: ProductDraft['images'] = []
  for (const url of urls) {
    if (url === null) continue
    if (/^https?:\/\/\S+$/i.test(url)) images.push({ url, primary: url === primary })
    else issues.push(invalidValue('Assets', url, 'the picture was left out'))
  }
  return images
}

function updatedAt(record: CovaProduct, issues: MappingIssue[]): Date | null {
  if (record.UpdatedDateUtc === null) return null
  // UTC by name; some times come without the Z.
  const time = parseTimestamp(record.UpdatedDateUtc, 'UTC')
  if (!time) issues.push(invalidValue('UpdatedDateUtc', record.UpdatedDateUtc, 'it was left out'))
  return time
}
