import type { MappingIssue } from '../../model/issue.ts'
import type { Potency, ProductDraft, ProductStatus, StrainType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing, unknownValue } from '../kit/issues.ts'
import { mapPotency } from '../kit/map-potency.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { mapPrices } from './map-prices.ts'
import { type OpenMageProduct, productSchema } from './schema.ts'
import { textSetting } from './settings.ts'
import { parseTime } from './time.ts'
import { strainTypes } from './vocabulary.ts'

/** Made of other products, which are listed themselves and have the stock. */
const composed = new Set(['configurable', 'grouped', 'bundle'])

/** A product of the shop → one product with one variant: sizes are products of their own. */
export function mapProduct(payload: unknown, context: MapContext): Mapped<ProductDraft> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.name ?? record.sku ?? record.product_id ?? 'Product without a name'
  if (record.product_id === null) issues.push(missing('product_id', 'the product was left out'))
  if (record.name === null) issues.push(missing('name', 'the product was left out'))
  if (record.product_id === null || record.name === null) return { draft: null, issues, recordName }

  const { settings, currency } = context
  const { prices, issues: priceIssues } = mapPrices(record, currency)
  const { potency, issues: potencyIssues } = potencyOf(record, settings)
  const unit = textSetting(settings, 'weightUnit')
  const weighed = record.weight !== null && Number(record.weight) > 0 && (unit === 'g' || unit === 'oz')
  const draft: ProductDraft = {
    sourceId: record.product_id,
    name: record.name,
    brand: attributeOf(record, textSetting(settings, 'brandAttribute', 'manufacturer')),
    description: record.description ?? record.short_description,
    status: statusOf(record, settings, issues),
    sourceCategory: deepest(record.joined?.categories ?? []),
    strainType: strainTypeOf(record, settings, issues),
    strainName: attributeOf(record, textSetting(settings, 'strainAttribute', 'strain')),
    effects: [],
    flavors: [],
    ingredients: [],
    tags: [],
    potency,
    images: imagesOf(record, issues),
    sourceUpdatedAt: updatedAt(record, issues),
    variants: [
      {
        sourceId: record.product_id,
        sku: record.sku,
        barcodes: [],
        label: '',
        weight: weighed ? record.weight : null,
        weightUnit: weighed ? unit : null,
        minWeight: null,
        weightStep: null,
        customerType: 'both',
        lowStockAt: null,
        prices,
      },
    ],
  }
  return { draft, issues: onePerField([...issues, ...priceIssues, ...potencyIssues]), recordName }
}

function statusOf(
  record: OpenMageProduct,
  settings: MapContext['settings'],
  issues: MappingIssue[],
): ProductStatus {
  if (composed.has(record.type_id ?? record.type ?? '')) return 'inactive'
  switch (record.status) {
    case '1':
      return record.visibility === '1' && settings['showParts'] !== true ? 'hidden' : 'active'
    case '2':
      return 'inactive'
    case null:
      issues.push(partlyMissing('status', 'the product is kept as inactive'))
      return 'inactive'
    default:
      issues.push(unknownValue('status', record.status, 'the product is kept as inactive'))
      return 'inactive'
  }
}

/** In the shop's order, without those it excludes; the first is the one it calls the base image. */
function imagesOf({ joined }: OpenMageProduct, issues: MappingIssue[]): ProductDraft['images'] {
  const shown = (joined?.pictures ?? []).filter(({ exclude }) => exclude !== '1')
  const images = shown
    .toSorted((a, b) => Number(a.position ?? 0) - Number(b.position ?? 0))
    .flatMap(({ url, types }) => {
      if (url === null) return []
      const primary = types?.complexObjectArray.includes('image') === true
      if (/^https?:\/\/\S+$/i.test(url)) return [{ url, primary }]
      issues.push(invalidValue('joined.pictures', url, 'the picture was left out'))
      return []
    })
  return images.toSorted((a, b) => Number(b.primary) - Number(a.primary))
}

/** What a product has of an attribute of the shop's own: the label where it is a dropdown, else the text. */
function attributeOf(record: OpenMageProduct, code: string): string | null {
  if (code === '') return null
  const attributes = record.additional_attributes?.complexObjectArray ?? []
  return record.joined?.labels?.[code] ?? attributes.find(({ key }) => key === code)?.value ?? null
}

/** Products stand in several categories; the one furthest down says most. */
function deepest(paths: string[][]): string[] {
  return paths.reduce((best, path) => (path.length > best.length ? path : best), [])
}

function strainTypeOf(
  record: OpenMageProduct,
  settings: MapContext['settings'],
  issues: MappingIssue[],
): StrainType | null {
  const code = textSetting(settings, 'strainTypeAttribute', 'strain_type')
  const label = attributeOf(record, code)
  if (label === null) return null
  const strainType = strainTypes.get(label.toUpperCase())
  if (strainType === undefined) issues.push(unknownValue(code, label, 'the strain type was left empty'))
  return strainType ?? null
}

/** "21.5", "21.5%" or "18 - 24". */
function potencyOf(
  record: OpenMageProduct,
  settings: MapContext['settings'],
): { potency: Potency[]; issues: MappingIssue[] } {
  const unit = textSetting(settings, 'potencyUnit', '%')
  const analytes = { thc: 'thcAttribute', cbd: 'cbdAttribute' }
  return mapPotency(
    Object.entries(analytes).flatMap(([analyte, setting]) => {
      const field = textSetting(settings, setting, analyte)
      const value = attributeOf(record, field)
      if (value === null) return []
      const [min = value, max = min] = value.split(/\s*[-–]\s*/)
      return [{ analyte, min, max, unit, field }]
    }),
  )
}

function updatedAt({ updated_at }: OpenMageProduct, issues: MappingIssue[]): Date | null {
  const time = parseTime(updated_at)
  if (updated_at !== null && time === null)
    issues.push(invalidValue('updated_at', updated_at, 'it was left out'))
  return time
}
