import { type Level, levelsOf } from '../kit/stock-levels.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { LabValue, Price, Size, WorldProduct } from '../world/types.ts'
import { ageOf, categoryOf, companyId, dollars, flowerTypes, isLoose, namedId, objectId } from './dialect.ts'

export type PictureUrl = (name: string) => string

/** Rooms that are not for sale are in the list too, and it is for its reader to know them. */
export const shownLevels = (store: WorldStore, index: number) =>
  levelsOf(store.lots(index), { includeUnsellable: true })

const promised = ({ lots }: Level) => lots.reduce((sum, lot) => sum + lot.reserved, 0)

/** What can be sold: told by newer shops, else all that stands there. */
export const sellable = (storeKey: string, level: Level) =>
  ageOf(storeKey).committed && !level.room.sellable ? 0 : level.quantity

const cents = (value: number) => Math.round(value * 100) / 100

function stock(storeKey: string, levels: readonly Level[]) {
  const { committed } = ageOf(storeKey)
  const map = (amount: (level: Level) => number) =>
    Object.fromEntries(levels.map((level) => [objectId(level.room.id), amount(level)]))
  return {
    quantities: levels.map((level) => ({
      id: namedId('quantity', level.lots[0]?.id ?? ''),
      companyId,
      shopId: namedId('shop', storeKey),
      inventoryId: objectId(level.room.id),
      quantity: committed ? cents(level.quantity + promised(level)) : level.quantity,
    })),
    ...(committed && {
      sellableQuantities: map((level) => sellable(storeKey, level)),
      committedQuantities: map(promised),
      totalSellableQuantity: cents(levels.reduce((sum, level) => sum + sellable(storeKey, level), 0)),
      totalCommittedQuantity: levels.reduce((sum, level) => sum + promised(level), 0),
    }),
  }
}

const knownWeights = new Map([
  [0.5, 'HALF_GRAM'],
  [1, 'FULL_GRAM'],
  [3.5, 'EIGHTH'],
])

function weight({ unit, amount, flowerGrams, concentrateGrams }: Size) {
  const unitValue = flowerGrams + concentrateGrams || 1
  if (unit !== 'g' && unit !== 'ml') return { weightPerUnit: 'EACH', unitValue, customWeight: 0 }
  const known = unit === 'g' ? knownWeights.get(amount) : undefined
  if (known !== undefined) return { weightPerUnit: known, unitValue: amount, customWeight: 0 }
  return {
    weightPerUnit: 'CUSTOM_GRAMS',
    unitValue,
    customWeight: amount,
    customGramType: unit === 'g' ? 'GRAM' : 'MILLILITER',
  }
}

const weightKeys = new Map([
  [1, 'GRAM'],
  [3.5, 'ONE_EIGHTH'],
  [7, 'QUARTER'],
  [14, 'HALF'],
  [28, 'OUNCE'],
])

/** By the gram: a price for each amount, with its tolerances. By the unit: a price for one, and at times for two. */
function prices(product: WorldProduct, price: Price, deals: boolean) {
  if (price.kind === 'tier') {
    return {
      unitPrice: 0,
      priceBreaks: [],
      priceRanges: price.steps.map(({ fromGrams, perGramMinor }, priority) => ({
        id: namedId('range', `${product.id} ${fromGrams}`),
        weightToleranceId: namedId('tolerance', String(fromGrams)),
        price: dollars(Math.round(perGramMinor * fromGrams)),
        assignedPrice: null,
        salePrice: null,
        priority,
        weightTolerance: {
          name: `${fromGrams} g`,
          startWeight: fromGrams * 0.9,
          endWeight: fromGrams * 1.1,
          unitValue: fromGrams,
          weightValue: fromGrams,
          weightKey: weightKeys.get(fromGrams) ?? 'UNIT',
        },
      })),
    }
  }
  if (price.kind === 'unset') return { unitPrice: null, priceRanges: [], priceBreaks: [] }
  const { minor } = price
  const unit = breakOf(product, 1, minor)
  const onSale = deals && product.internalTags.includes('Clearance')
  const forTwo = deals && hash(product.id, 'two') % 5 === 0
  return {
    unitPrice: dollars(minor),
    priceRanges: [],
    priceBreaks: [
      { ...unit, salePrice: onSale ? dollars(Math.round(minor * 0.8)) : null },
      ...(forTwo ? [breakOf(product, 2, Math.round(minor * 1.9))] : []),
    ],
  }
}

/** The price is for all of the units together. */
function breakOf({ id }: WorldProduct, quantity: number, minor: number) {
  return {
    id: namedId('break', `${id} ${quantity}`),
    priceBreakType: quantity === 1 ? 'OneGramUnit' : 'TwoGramUnits',
    name: `${quantity} unit`,
    displayName: '',
    price: dollars(minor),
    assignedPrice: null,
    salePrice: null,
    quantity,
    active: true,
    priority: quantity - 1,
  }
}

/** Per cent stand on the product, milligrams in `potencyAmount`; nothing measured is 0. */
function potency(labs: readonly LabValue[]) {
  const amounts = (unit: LabValue['unit']) =>
    Object.fromEntries(
      ['thc', 'cbd', 'cbn', 'cbda', 'thca'].map((analyte) => [
        analyte,
        labs.find((lab) => lab.unit === unit && lab.analyte.toLowerCase() === analyte)?.max ?? 0,
      ]),
    )
  return { ...amounts('percent'), potency: labs.length > 0, potencyAmount: amounts('mg') }
}

function brandOf({ brand }: WorldProduct, asObject: boolean) {
  if (brand === null) return { brandId: null, brand: null }
  const id = namedId('brand', brand)
  return { brandId: id, ...(asObject && { brand: { id, name: brand } }) }
}

export function renderProduct(store: WorldStore, index: number, pictureUrl: PictureUrl) {
  const product = store.product(index)
  const { key } = store.profile
  const { brandObjects, categoryUnderCategory, deals } = ageOf(key)
  const category = categoryOf(product)
  const cannabis = !['gear', 'misc', 'service'].includes(product.category)
  const loose = isLoose(product)
  return {
    id: objectId(product.id),
    companyId,
    shopId: namedId('shop', key),
    created: store.epoch,
    modified: product.updatedAt,
    deleted: false,
    updated: false,
    // Sizes of one product may have one SKU, so it identifies none of them.
    sku: `B${objectId(product.familyId).slice(0, 6).toUpperCase()}`,
    name: product.name,
    description: product.description ?? '',
    categoryId: namedId('category', category),
    category: {
      id: namedId('category', category),
      ...(categoryUnderCategory ? { category } : { name: category }),
      cannabis,
      unitType: loose ? 'grams' : 'units',
      photo: null,
    },
    ...brandOf(product, brandObjects),
    vendorId: null,
    flowerType: product.lean === null ? '' : flowerTypes[product.lean],
    cannabisType: cannabis ? 'THC' : 'NON_CANNABIS',
    productSaleType: index % 9 === 0 ? 'Recreational' : 'Both',
    genetics: product.strain ?? '',
    ...weight(product.size),
    ...prices(product, product.price, deals),
    ...potency(product.labs),
    active: product.status === 'active',
    instock: true,
    sellable: true,
    showInWidget: !product.hidden,
    byGram: loose,
    byPrepackage: false,
    ...stock(key, shownLevels(store, index)),
    assets: product.images.map((name) => ({
      publicURL: pictureUrl(name),
      thumbURL: pictureUrl(name),
      type: 'Photo',
    })),
    tags: product.tags,
    taxType: 'Inherit',
    lowThreshold: product.minimumVisible,
  }
}
