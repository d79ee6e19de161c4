import { createRandom, hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { LabValue, WorldLot, WorldProduct } from '../world/types.ts'
import {
  ageOf,
  categoryCodes,
  categoryWords,
  clientId,
  locationIdOf,
  microseconds,
  species,
} from './dialect.ts'

/** A package as it stands in its room. */
export type Package = { index: number; product: WorldProduct; lot: WorldLot }

export type PictureUrl = (name: string) => string

/** Which lists a package is in, and how it is shown there. */
export type ListKind = {
  nonZero: boolean
  byRooms: boolean
  analytics: boolean
  /** Packages in rooms that are not for sale, which only the analytics lists show. */
  notForSale: boolean
}

/** One package a row; what was never received has none, so the list doesn't know it. */
export function listPackages(store: WorldStore, kind: Pick<ListKind, 'nonZero' | 'notForSale'>): Package[] {
  return store.indexes().flatMap((index) => {
    const product = store.product(index)
    return store
      .lots(index)
      .filter((lot) => lot.room.sellable || kind.notForSale)
      .filter((lot) => !kind.nonZero || wireQuantity(lot) !== 0)
      .map((lot) => ({ index, product, lot }))
  })
}

/** Now and then the last unit was rung up from the wrong package, and this one ends below nothing. */
export function wireQuantity(lot: WorldLot): number {
  return lot.quantity === 0 && hash(lot.id, 'oversold') % 5 === 0 ? -1 - (hash(lot.id) % 3) : lot.quantity
}

/** Ids of products and their SKUs are made anew with each batch. */
function batchIds(storeKey: string, lot: WorldLot) {
  const random = createRandom(hash('batch', lot.id))
  const productId = ageOf(storeKey).numericIds ? String(random.int(1_000_000, 9_999_999)) : random.uuid()
  const sku = random
    .int(36 ** 9, 36 ** 10 - 1)
    .toString(36)
    .slice(0, 10)
  return { productId, sku }
}

const analytes = new Map([
  ['THCA', 'thc-a'],
  ['CBDA', 'cbd-a'],
])
const isCannabinoid = ({ analyte }: LabValue) => /^(THC|CBD)A?$/.test(analyte)

function cannabinoids({ labs }: WorldLot, { size }: WorldProduct) {
  const rows = labs.filter(isCannabinoid).map((lab) => ({
    name: analytes.get(lab.analyte) ?? lab.analyte.toLowerCase(),
    lowerRange: lab.min,
    upperRange: lab.max,
    unitOfMeasure: lab.unit === 'mg' ? 'mg' : '%',
    // Upside down, and as text: a milligram is 0.001 g.
    unitOfMeasureToGramsMultiplier: lab.unit === 'mg' ? '1000' : null,
  }))
  const thc = rows.find(({ name, unitOfMeasure }) => name === 'thc' && unitOfMeasure === '%')
  if (!thc || size.concentrateGrams === 0) return rows
  // What a cartridge holds is given twice: as a share and as an amount.
  const mg = (share: number) => Math.round(share * size.concentrateGrams * 10)
  return [
    ...rows,
    {
      ...thc,
      lowerRange: mg(thc.lowerRange),
      upperRange: mg(thc.upperRange),
      unitOfMeasure: 'mg',
      unitOfMeasureToGramsMultiplier: '1000',
    },
  ]
}

function terpenes({ labs }: WorldLot) {
  return labs
    .filter((lab) => !isCannabinoid(lab))
    .map((lab) => ({
      name: lab.analyte.charAt(0) + lab.analyte.slice(1).toLowerCase(),
      lowerRange: Math.round(lab.min * 100) / 10,
      upperRange: Math.round(lab.max * 100) / 10,
      unitOfMeasure: 'mg/g',
      unitOfMeasureToGramsMultiplier: 1,
    }))
}

function pricing({ id, price }: WorldProduct, asText: boolean) {
  if (price.kind !== 'tier') {
    const minor = price.kind === 'flat' ? price.minor : null
    const taxed = minor === null ? null : Math.round(minor * 1.15)
    return {
      priceInMinorUnits: minor,
      preTaxPriceInPennies: asText && minor !== null ? String(minor) : minor,
      postTaxPriceInPennies: taxed,
      priceProfileName: 'Default',
      isSoldByWeight: false,
      weightTierInformation: null,
    }
  }
  // Some stores start a tier and never give it a price.
  const unpriced = hash(id, 'tier') % 4 === 0 ? price.steps.length - 1 : -1
  return {
    priceInMinorUnits: null,
    preTaxPriceInPennies: null,
    postTaxPriceInPennies: null,
    priceProfileName: price.name,
    isSoldByWeight: true,
    weightTierInformation: price.steps.map(({ fromGrams, perGramMinor }, step) => ({
      name: `${fromGrams} g`,
      gramAmount: asText ? String(fromGrams) : fromGrams,
      pricePerUnitInMinorUnits: step === unpriced ? null : Math.round(perGramMinor * fromGrams),
    })),
  }
}

const unitWords = { g: 'grams', mg: 'milligrams', ml: 'milliliters', each: 'each' }
const gramsOf = { g: 1, mg: '1000', ml: null, each: null }

function measures({ size, price }: WorldProduct) {
  const loose = price.kind === 'tier'
  return {
    inventoryUnitOfMeasure: loose ? 'grams' : 'each',
    inventoryUnitOfMeasureToGramsMultiplier: loose ? 1 : null,
    productUnitOfMeasure: unitWords[size.unit],
    productUnitOfMeasureToGramsMultiplier: gramsOf[size.unit],
    productWeight: size.amount,
  }
}

/** A row of an inventory list: the package, and all there is of its product. */
export function renderRow(
  store: WorldStore,
  { product, lot }: Package,
  kind: ListKind,
  pictureUrl: PictureUrl,
) {
  const { profile } = store
  const { codes, numericIds } = ageOf(profile.key)
  const [picture] = product.images
  const turn = hash(product.id, 'species')
  const lean = product.lean === null ? [] : species[product.lean]
  const loose = product.price.kind === 'tier'
  return {
    brand: product.brand,
    cannabinoidInformation: cannabinoids(lot, product),
    category:
      codes && loose ? 'BulkBud' : codes ? categoryCodes[product.category] : categoryWords[product.category],
    clientId,
    costInMinorUnits: Math.round(product.size.priceMinor * 0.45),
    createdAt: microseconds(lot.receivedAt),
    currencyCode: 'USD',
    customCategoryName: codes ? null : product.subcategory,
    effects: product.effects.map((effect) => effect.toLowerCase()),
    expirationDate: lot.expiresAt === null ? null : new Date(lot.expiresAt).toISOString().slice(0, 10),
    ...measures(product),
    invoiceNumber: `INV-${lot.invoice}`,
    isMixAndMatch: null,
    isStackable: null,
    locationId: locationIdOf(profile.key),
    locationName: profile.name,
    manifestId: null,
    nutrients: null,
    parentProductId: product.familyId,
    parentProductName: product.menuTitle ?? product.name,
    ...pricing(product, numericIds),
    productDescription: product.description ?? '',
    ...batchIds(profile.key, lot),
    productName: product.name,
    productPictureURL: picture === undefined ? null : pictureUrl(picture),
    productUpdatedAt: microseconds(product.updatedAt),
    purchaseCategory: lot.room.customerType === 'medical' ? 'med' : turn % 3 === 0 ? 'unrestricted' : 'rec',
    quantity: wireQuantity(lot),
    regulatoryId: lot.tag,
    speciesName: lean[turn % lean.length] ?? null,
    strainName: product.strain,
    supplierName: lot.distributor,
    tags: product.tags,
    terpenes: terpenes(lot),
    type: null,
    variantId: product.id,
    variantName: product.size.label,
    ...(kind.byRooms && {
      roomId: lot.room.id,
      roomName: lot.room.name,
      upc: product.barcodes.find(({ origin }) => origin === 'own')?.code ?? null,
    }),
    ...(kind.analytics && { forSale: lot.room.sellable, supplierLicense: null }),
  }
}
