import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import type { Price, WorldProduct } from '../world/types.ts'
import { ageOf, dollars, masterCategories, productIdOf, strainTypes, utc } from './dialect.ts'
import { badRequest } from './refusals.ts'
import { partOf } from './rows.ts'

type PictureUrl = (name: string) => string

/** The name before the menu's. */
export const wireName = (product: WorldProduct) => product.name

const offline = (product: WorldProduct) => product.hidden || product.status !== 'active'

function tiers(price: Price) {
  if (price.kind !== 'tier') return { pricingTierName: null, pricingTierData: null }
  return {
    pricingTierName: price.name,
    pricingTierData: price.steps.map((step, i) => ({
      startWeight: step.fromGrams,
      endWeight: price.steps[i + 1]?.fromGrams ?? 9999,
      price: dollars(step.perGramMinor),
      medicalPrice: dollars(step.perGramMinor),
    })),
  }
}

function contents(product: WorldProduct) {
  const labs = new Map(product.labs.map((lab) => [lab.analyte.toUpperCase(), lab]))
  const content = (analyte: string) => {
    const lab = labs.get(analyte)
    return lab === undefined
      ? { amount: null, unit: null }
      : { amount: lab.max, unit: lab.unit === 'mg' ? 'mg' : '%' }
  }
  const [thc, cbd] = [content('THC'), content('CBD')]
  return {
    thcContent: thc.amount,
    thcContentUnit: thc.unit,
    cbdContent: cbd.amount,
    cbdContentUnit: cbd.unit,
  }
}

/** ProductDetail, as far as the world knows. It carries no stock, whatever the documentation's prose says. */
function renderProduct(store: WorldStore, index: number, pictureUrl: PictureUrl) {
  const product = store.product(index)
  const { size, price } = product
  const productId = productIdOf(store, index)
  const images = product.images.map(pictureUrl)
  const amount = price.kind === 'flat' ? dollars(price.minor) : null
  const weighed = size.unit !== 'each'
  return {
    productId,
    sku: product.barcodes.find(({ origin }) => origin === 'generated')?.code ?? `P${productId}`,
    internalName: product.name,
    productName: wireName(product),
    description: product.description,
    masterCategory: product.category === 'misc' ? null : masterCategories[product.category],
    category: product.subcategory ?? masterCategories[product.category],
    imageUrl: images[0] ?? null,
    imageUrls: images,
    strain: product.strain,
    strainType: product.lean === null ? null : strainTypes[product.lean],
    size: size.packCount > 1 ? `${size.label} ${size.packCount}pk` : size.label,
    netWeight: weighed ? size.amount : null,
    netWeightUnit: weighed ? size.unit : null,
    brandName: product.brand,
    isCannabis: !['gear', 'misc', 'service'].includes(product.category),
    isActive: product.status === 'active',
    isCoupon: false,
    ...contents(product),
    productGrams: size.flowerGrams + size.concentrateGrams || null,
    price: amount,
    medPrice: null,
    recPrice: amount,
    onlineTitle: product.menuTitle,
    onlineDescription: null,
    onlineProduct: !product.hidden,
    onlineAvailable: !product.hidden,
    lowInventoryThreshold: product.minimumVisible > 0 ? product.minimumVisible : null,
    ...tiers(price),
    flavor: product.flavors.length > 0 ? product.flavors.join(', ') : null,
    tags: product.tags.map((tagName, i) => ({ tagId: i + 1, tagName, productId })),
    effects: product.effects.map((effectName, i) =>
      ageOf(store.profile.key).effectObjects ? { effectId: i + 1, effectName, productId } : effectName,
    ),
    ingredientList: product.ingredients.length > 0 ? product.ingredients.join(', ') : null,
    isMedicalOnly: false,
    isTestProduct: false,
    isFinished: true,
    defaultUnit: price.kind === 'tier' ? 'g' : 'ea',
    upc: product.barcodes.find(({ origin }) => origin !== 'generated')?.code ?? null,
    createdDate: utc(store.epoch),
    lastModifiedDateUTC: utc(product.updatedAt),
  }
}

/** Query names count in any case, as ASP.NET has it. */
export function queryOf({ query }: SimRequest): Map<string, string> {
  return new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))
}

function listOf(
  request: SimRequest,
  store: WorldStore,
  pictureUrl: PictureUrl,
  accept: (product: WorldProduct) => boolean,
): Reply {
  const query = queryOf(request)
  const from = query.get('fromlastmodifieddateutc')
  const since = from === undefined ? null : Date.parse(from)
  if (since !== null && Number.isNaN(since)) {
    return badRequest.property('fromLastModifiedDateUTC', 'The value is not a date.')
  }
  const edited = since !== null && since >= store.epoch ? new Set(store.edited()) : null
  const found = store.indexes().filter((index) => {
    if (edited !== null && !edited.has(index)) return false
    const product = store.product(index)
    return accept(product) && (since === null || product.updatedAt >= since)
  })
  const part = partOf(store, query, found)
  return 'status' in part
    ? part
    : jsonReply(
        200,
        part.map((index) => renderProduct(store, index, pictureUrl)),
      )
}

/** For the role Inventory: what may be sold online, sold out or not. */
export function listOnlineProducts(request: SimRequest, store: WorldStore, pictureUrl: PictureUrl): Reply {
  const active = queryOf(request).get('isactive')?.toLowerCase()
  if (active !== undefined && active !== 'true' && active !== 'false') {
    return badRequest.message('isActive must be true or false.')
  }
  return listOf(
    request,
    store,
    pictureUrl,
    (product) => !offline(product) && (active === undefined || active === 'true'),
  )
}

/** For the role Reporting: everything. */
export function listAllProducts(request: SimRequest, store: WorldStore, pictureUrl: PictureUrl): Reply {
  return listOf(request, store, pictureUrl, () => true)
}
