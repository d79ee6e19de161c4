import type { Room } from '../world/types.ts'
import { connect, connectInOrder, type Entry, type ListArgs } from './connection.ts'
import { refused, type ShopContext } from './context.ts'
import { gid, moneyV2, otherNumber, productNumber, time } from './dialect.ts'
import { metafieldsOf } from './metafields.ts'
import { skuOf } from './product-facts.ts'
import { type Fields, search } from './search.ts'
import { type Counted, countStock, levelNumber, quantityNames, quantityOf } from './stock.ts'

const city = { city: 'San Francisco', province: 'California', provinceCode: 'CA', zip: '94103' }

export const locationNumber = ({ id }: Room) =>
  100_000_000_000 + (otherNumber('Location', id) % 1_000_000_000)

export const locationId = (room: Room) => gid('Location', locationNumber(room))

/** The inventory item of a product's one variant. */
export function renderItem(index: number, context: ShopContext) {
  const { store } = context
  const product = store.product(index)
  const number = productNumber('InventoryItem', index, product)
  const grams = product.size.flowerGrams + product.size.concentrateGrams
  const counted = () => countStock(store, index, product)
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', number),
    legacyResourceId: String(number),
    sku: skuOf(product),
    tracked: store.lots(index).length > 0,
    requiresShipping: product.category !== 'service',
    unitCost: moneyV2(Math.round(product.size.priceMinor * 0.45)),
    measurement: {
      id: gid('InventoryItemMeasurement', number),
      weight: { value: grams, unit: 'GRAMS' },
    },
    createdAt: time(product.updatedAt - 86_400_000),
    // Editing the item moves it; selling doesn't.
    updatedAt: time(product.updatedAt),
    locationsCount: () => ({ count: counted().length, precision: 'EXACT' }),
    variant: () => context.objects.variant(index),
    variants: (args: ListArgs) => connectInOrder([context.objects.variant(index)], args, context),
    inventoryLevel({ locationId: wanted }: { locationId: string }) {
      const found = counted().find(({ room }) => locationId(room) === wanted)
      return found === undefined ? null : renderLevel(index, found, context)
    },
    inventoryLevels: (args: ListArgs) =>
      connect(
        searchLevels(
          counted().map((one, place) => ({ index, place, one: () => one })),
          args,
          context,
        ),
        args,
        context,
      ),
  }
}

/** `place` is where a level stands in its list, whatever else changes. */
type LevelAt = { index: number; place: number; one(): Counted | undefined }

function searchLevels(levels: readonly LevelAt[], { query }: ListArgs, context: ShopContext): Entry[] {
  const itemNumber = (index: number) => productNumber('InventoryItem', index, context.store.product(index))
  const fields: Fields<LevelAt> = {
    updated_at: ({ one }) => one()?.updatedAt ?? null,
    inventory_item_id: ({ index }) => itemNumber(index),
  }
  return search(levels, query, fields, { path: 'inventoryLevels', context, free: () => '' }).map(
    ({ index, place, one }) => ({
      id: place,
      value: place,
      render() {
        const counted = one()
        if (counted === undefined) throw new Error('a listed level is stocked')
        return renderLevel(index, counted, context)
      },
    }),
  )
}

export function renderLevel(index: number, counted: Counted, context: ShopContext) {
  const product = context.store.product(index)
  const itemNumber = productNumber('InventoryItem', index, product)
  const number = levelNumber(itemNumber, counted.room)
  const query = `?inventory_item_id=${itemNumber}`
  return {
    __typename: 'InventoryLevel',
    id: gid('InventoryLevel', number) + query,
    isActive: true,
    canDeactivate: false,
    createdAt: time(product.updatedAt - 86_400_000),
    updatedAt: time(counted.updatedAt),
    item: () => context.objects.item(index),
    location: () => renderLocation(counted.room, context),
    quantities({ names }: { names: string[] }) {
      return names.map((name) => {
        if (!(quantityNames as readonly string[]).includes(name)) {
          throw refused('INVALID_FIELD_ARGUMENTS', `The quantity name ${name} is invalid.`)
        }
        return {
          id: `${gid('InventoryQuantity', number)}${query}&name=${name}`,
          name,
          quantity: quantityOf(counted, name),
          updatedAt: time(counted.updatedAt),
        }
      })
    },
  }
}

export function renderLocation(room: Room, context: ShopContext) {
  const { store, catalogue } = context
  const number = locationNumber(room)
  const id = locationId(room)
  const [first] = store.profile.rooms
  const levels = () =>
    catalogue
      .all()
      .filter(({ rooms }) => (rooms.length === 0 ? room === first : rooms.includes(room.id)))
      .map(({ index }) => ({
        index,
        place: index,
        one: () => countStock(store, index, store.product(index)).find((each) => each.room.id === room.id),
      }))
  return {
    __typename: 'Location',
    id,
    legacyResourceId: String(number),
    name: room.name,
    isActive: true,
    fulfillsOnlineOrders: room.sellable,
    shipsInventory: room.sellable,
    hasActiveInventory: true,
    isPrimary: room === first,
    address: {
      address1: `100 ${store.profile.name}`,
      country: 'United States',
      countryCode: 'US',
      ...city,
      formatted: [`100 ${store.profile.name}`, 'San Francisco CA 94103', 'United States'],
    },
    createdAt: time(store.epoch - 400 * 86_400_000),
    updatedAt: time(store.epoch - 30 * 86_400_000),
    inventoryLevels: (args: ListArgs) => connect(searchLevels(levels(), args, context), args, context),
    ...metafieldsOf({ id, type: 'LOCATION', updatedAt: store.epoch }, () => []),
  }
}
