import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import { childOf, type XmlElement, type XmlValue } from '../kit/xml.ts'
import type { WorldStore } from '../world/store.ts'
import type { LabValue, WorldProduct } from '../world/types.ts'
import { categoryIdsOf } from './categories.ts'
import {
  amount,
  fourDecimals,
  leanLabels,
  optionOf,
  productIndex,
  productNumber,
  skuOf,
  utc,
  wireName,
} from './dialect.ts'
import { itemsOf, textOf } from './envelope.ts'
import { noAttribute, noProduct } from './faults.ts'
import { readFilters } from './filters.ts'
import { groups } from './people.ts'

/** All there are, or those that pass the filters; there are no pages. */
export function listProducts(store: WorldStore, args: XmlElement): XmlValue {
  const accept = readFilters(args, ['product_id', 'sku', 'name', 'status', 'created_at', 'updated_at'])
  return store.indexes().flatMap((index) => {
    const product = store.product(index)
    const row = { product_id: productNumber(store, index), sku: skuOf(store, index), name: wireName(product) }
    const seen = { ...row, status: statusOf(product), created_at: utc(0), updated_at: utc(product.updatedAt) }
    if (!accept(seen)) return []
    return [
      { ...row, set: '4', type: typeOf(product), category_ids: categoryIdsOf(product), website_ids: ['1'] },
    ]
  })
}

const statusOf = ({ status }: WorldProduct) => (status === 'active' ? '1' : '2')
const typeOf = ({ category }: WorldProduct) => (category === 'service' ? 'virtual' : 'simple')

/** @throws {ShopFault} 101 */
export function productInfo(store: WorldStore, args: XmlElement): XmlValue {
  const asked = textOf(args, 'productId')
  const index =
    textOf(args, 'identifierType') === 'sku' ? indexOfSku(store, asked) : productIndex(store, asked)
  if (index === null) throw noProduct()
  const product = store.product(index)
  const wanted = itemsOf(childOf(args, 'attributes'), 'additional_attributes').map(({ text }) => text.trim())
  const categories = categoryIdsOf(product)
  return {
    product_id: productNumber(store, index),
    sku: skuOf(store, index),
    set: '4',
    type: typeOf(product),
    categories,
    websites: ['1'],
    created_at: utc(product.updatedAt - 86_400_000),
    updated_at: utc(product.updatedAt),
    type_id: typeOf(product),
    name: wireName(product),
    description: product.description,
    short_description: product.description === null ? null : '',
    weight: fourDecimals(product.size.flowerGrams || product.size.concentrateGrams),
    status: statusOf(product),
    url_key: `product-${index}`,
    visibility: product.hidden ? '1' : '4',
    category_ids: categories,
    website_ids: ['1'],
    has_options: '0',
    ...pricesOf(product),
    tax_class_id: '2',
    additional_attributes: wanted.flatMap((key) => {
      const value = attributesOf(product)[key]
      return value === undefined || value === null ? [] : [{ key, value }]
    }),
  }
}

/** A price by weight is the price of a gram; for less, from some grams on, only wholesalers get it. */
function pricesOf({ price }: WorldProduct) {
  if (price.kind === 'unset') return { tier_price: [] }
  if (price.kind === 'flat') return { price: amount(price.minor), tier_price: [] }
  const [first, ...more] = price.steps
  return {
    price: amount(first?.perGramMinor ?? 0),
    tier_price: more.map(({ fromGrams, perGramMinor }) => ({
      customer_group_id: groups.wholesale,
      website: 'all',
      qty: fourDecimals(fromGrams),
      price: amount(perGramMinor),
    })),
  }
}

/** What a shop of this trade adds to the attributes there are. */
function attributesOf(product: WorldProduct): Record<string, string | null> {
  return {
    manufacturer: product.brand === null ? null : optionOf(product.brand),
    strain_type: product.lean === null ? null : optionOf(leanLabels[product.lean]),
    strain: product.strain,
    thc: potency(product.labs, 'THC'),
    cbd: potency(product.labs, 'CBD'),
  }
}

function potency(labs: readonly LabValue[], analyte: string): string | null {
  const lab = labs.find((each) => each.analyte === analyte && each.unit === 'percent')
  if (!lab) return null
  return lab.min === lab.max ? String(lab.min) : `${lab.min} - ${lab.max}`
}

/** @throws {ShopFault} 101 */
export function listPictures(
  store: WorldStore,
  args: XmlElement,
  pictureUrl: (name: string) => string,
): XmlValue {
  const index = productIndex(store, textOf(args, 'productId'))
  if (index === null) throw noProduct()
  return store.product(index).images.map((name, place) => ({
    file: `/${name}.svg`,
    label: '',
    position: String(place + 1),
    exclude: '0',
    url: pictureUrl(name),
    types: place === 0 ? ['image', 'small_image', 'thumbnail'] : [],
  }))
}

/** The labels of a dropdown's options. @throws {ShopFault} 101 */
export function attributeOptions(store: WorldStore, args: XmlElement): XmlValue {
  const name = textOf(args, 'attributeId')
  if (!(name in attributesOf(store.product(0)))) throw noAttribute()
  const labels: string[] = []
  if (name === 'strain_type') labels.push(...Object.values(leanLabels))
  if (name === 'manufacturer') {
    labels.push(...store.indexes().flatMap((index) => store.product(index).brand ?? []))
  }
  const options = [...new Set(labels)].map((label) => ({ label, value: optionOf(label) }))
  return options.length === 0 ? [] : [{ label: '', value: '' }, ...options]
}

/** Rows of the products asked for, by SKU or id: whatever is the SKU of a product is taken for that. */
export function listStock(store: WorldStore, args: XmlElement): XmlValue {
  const asked = itemsOf(args, 'productIds').map(({ text }) => text.trim())
  const bySku = new Map(store.indexes().map((index) => [skuOf(store, index), index]))
  const found = new Set(asked.flatMap((each) => bySku.get(each) ?? productIndex(store, each) ?? []))
  return [...found].map((index) => {
    const quantity = totalOf(levelsOf(store.lots(index)))
    return {
      product_id: productNumber(store, index),
      sku: skuOf(store, index),
      qty: fourDecimals(quantity),
      is_in_stock: quantity > 0 ? '1' : '0',
    }
  })
}

const indexOfSku = (store: WorldStore, sku: string) =>
  store.indexes().find((index) => skuOf(store, index) === sku) ?? null
