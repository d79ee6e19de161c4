import { type Level, totalOf } from '../kit/stock-levels.ts'
import type { LabValue, StoreProfile, WorldProduct } from '../world/types.ts'
import { ageOf, blank, categoryTypes, classifications, dollars, type StoreAge, upper } from './dialect.ts'
import { localIso } from './times.ts'

/** The product list never shows more than this of anything. */
export const quantityCap = 30

const capped = (quantity: number) => Math.min(quantity, quantityCap)

/** The name as the product list and the stock list both give it. */
export const wireName = (product: WorldProduct) => upper(product.name)

const units = { g: 'GRAMS', mg: 'MILLIGRAMS', ml: 'MILLILITERS' } as const

/** Which keys there are depends on the category: shirts have no THC. */
function configurableFields(product: WorldProduct) {
  const { id, size, category } = product
  const text = (field: string, value: string | null) => (value === null ? blank(id, field) : upper(value))
  const common = {
    name: wireName(product),
    brand: text('brand', product.brand),
    size: size.packCount > 1 ? `${size.label} ${size.packCount} PK` : size.label,
    subtype: text('subtype', product.subcategory),
    external_id: id,
  }
  if (size.unit === 'each') return common
  const weighed = {
    ...common,
    uom: units[size.unit],
    amount: size.amount,
    classification:
      product.lean === null ? (blank(id, 'classification') ?? 'NONE') : classifications[product.lean],
    total_mg_thc: size.thcMg,
    total_mg_cbd: product.cbdMg,
    total_flower_weight_g: size.flowerGrams,
    total_concentrate_weight_g: size.concentrateGrams,
  }
  if (size.thcMg > 0 && category !== 'topical') {
    return { ...weighed, doses: size.packCount, mg_per_dose: size.thcMg / size.packCount }
  }
  return size.flowerGrams + size.concentrateGrams > 0
    ? { ...weighed, strain_name: text('strain', product.strain) }
    : weighed
}

function pricing({ price }: WorldProduct) {
  const undiscounted = { discounted_price: null, discount_amount: 0, discount_percent: 0 }
  if (price.kind !== 'tier')
    return {
      price_type: 'FLAT',
      price_sell: price.kind === 'flat' ? dollars(price.minor) : null,
      tier_name: null,
      ...undiscounted,
    }
  return {
    price_type: 'TIER',
    price_sell: null,
    tier_name: upper(price.name),
    tier_method: 'WEIGHT_GRAMS',
    tier_pricing_detail: price.steps.map((step) => ({
      start_value: step.fromGrams,
      price_per_value: dollars(step.perGramMinor),
    })),
    ...undiscounted,
  }
}

function labResult(lab: LabValue, age: StoreAge) {
  const value = (amount: number) => (age.labValuesAsText ? String(amount) : amount)
  return {
    result_type: lab.analyte,
    amount: { minimum_value: value(lab.min), maximum_value: value(lab.max) },
    amount_type: lab.unit === 'mg' ? 'MG' : 'PERCENTAGE',
  }
}

const weekday = {
  discount_id: '5d0c7f0e-8a34-4c1b-9f6f-5b8f3f6b2a10',
  discount_title: 'Weekday Special',
  discount_amount: 10,
  discount_method: 'PERCENT',
  discount_affinity: 'Cart',
  discount_stackable: 'No',
  discount_product_groups: [],
  discount_condition_detail: [
    {
      discount_condition_type: 'Fulfillment Type',
      discount_condition_value: 'Express, Pickup, In Store, Delivery',
    },
  ],
}

export type ProductView = {
  profile: StoreProfile
  product: WorldProduct
  /** Sellable rooms only. */
  levels: readonly Level[]
  includeDiscounts: boolean
  /** Notices tell true quantities. */
  unmasked?: boolean
  pictureUrl(name: string): string
}

/** A product as `product_list`, `product/{id}` and notices give it. */
export function renderProduct(view: ProductView) {
  const { profile, product, levels, includeDiscounts, pictureUrl } = view
  const shown = view.unmasked === true ? (quantity: number) => quantity : capped
  const age = ageOf(profile.key)
  const time = (at: number) => localIso(at, profile.timeZone)
  const total = totalOf(levels)
  const images = product.images.map(pictureUrl)
  return {
    product_id: product.id,
    ...(age.newerFields && {
      catalog_parent_id: product.familyId,
      slug: product.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      sku_type: 'BASE_SKU',
    }),
    product_status: product.status === 'active' ? 'ACTIVE' : 'DEACTIVATED',
    last_updated_at: time(product.updatedAt),
    sellable_quantity: shown(total),
    sellable_quantity_detail: levels.map(({ room, quantity }) => ({
      inventory_type: upper(room.customerType),
      location: upper(room.name),
      ...(age.newerFields && { location_id: room.id }),
      sellable_quantity: shown(quantity),
    })),
    category_type: categoryTypes[product.category],
    product_configurable_fields: configurableFields(product),
    pricing: pricing(product),
    discounts: includeDiscounts ? (product.internalTags.includes('Clearance') ? [weekday] : []) : null,
    attributes: {
      general: product.tags.map(upper),
      flavors: product.flavors.map(upper),
      effects: product.effects.map(upper),
      ingredients: product.ingredients.map(upper),
      internal_tags: product.internalTags.map(upper),
    },
    product_barcodes: product.barcodes.map((barcode) => ({
      created_date: time(barcode.createdAt),
      sku: barcode.code,
      type: barcode.origin === 'own' ? 'USER_DEFINED' : upper(barcode.origin),
    })),
    e_commerce: {
      all_images: images,
      primary_image: images[0] ?? blank(product.id, 'image'),
      menu_title: product.menuTitle ?? blank(product.id, 'menu_title'),
      product_description: product.description ?? blank(product.id, 'description'),
      minimum_visible_inventory_level: product.minimumVisible,
      hide_from_menu: product.hidden,
    },
    autoupdate_lab_results: product.labs.length > 0,
    lab_results: product.labs.map((lab) => labResult(lab, age)),
    above_threshold: total > product.minimumVisible,
    merged_from_product_ids: [],
    external_references: [],
  }
}
