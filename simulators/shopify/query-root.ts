import type { WorldStore } from '../world/store.ts'
import type { Listed } from './catalogue.ts'
import { connect, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { indexOf, type Kind, productNumber, productTypes } from './dialect.ts'
import { barcodeOf, skuOf, statusOf, tagsOf, titleOf, vendorOf } from './product-facts.ts'
import { locationId, locationNumber } from './render-inventory.ts'
import { type Fields, search } from './search.ts'
import { renderInstallation, renderShop } from './shop.ts'

/** What products, and their variants and items, can be searched by. */
function fieldsOf(store: WorldStore, kind: Kind): Fields<Listed> {
  const product = ({ index }: Listed) => store.product(index)
  const shared: Fields<Listed> = {
    updated_at: ({ updatedAt }) => updatedAt,
    created_at: ({ updatedAt }) => updatedAt - 86_400_000,
    id: (one) => productNumber(kind, one.index, product(one)),
    sku: (one) => skuOf(product(one)),
  }
  if (kind === 'InventoryItem') return shared
  return {
    ...shared,
    title: (one) => titleOf(product(one)),
    vendor: (one) => vendorOf(product(one), store),
    product_type: (one) => productTypes[product(one).category],
    tag: (one) => tagsOf(product(one)),
    barcode: (one) => barcodeOf(product(one)),
    [kind === 'Product' ? 'status' : 'product_status']: (one) => statusOf(product(one)),
    ...(kind === 'ProductVariant' && {
      product_id: (one: Listed) => productNumber('Product', one.index, product(one)),
    }),
  }
}

/** By what a list is sorted; catalogue order, that is by id, when by anything else. */
function sortValue(one: Listed, sortKey: string | null | undefined, store: WorldStore): number | string {
  switch (sortKey) {
    case 'UPDATED_AT':
      return one.updatedAt
    case 'CREATED_AT':
      return one.updatedAt - 86_400_000
    case 'TITLE':
      return titleOf(store.product(one.index))
    case 'VENDOR':
      return vendorOf(store.product(one.index), store)
    default:
      return one.index
  }
}

const paths = { Product: 'products', ProductVariant: 'productVariants', InventoryItem: 'inventoryItems' }

/** Products and everything of them by query and by id. */
export function catalogueRoot(context: ShopContext) {
  const { store, catalogue, objects } = context
  const renderers = { Product: objects.product, ProductVariant: objects.variant, InventoryItem: objects.item }
  const found = (kind: Kind, { query }: ListArgs) =>
    search(catalogue.all(), query, fieldsOf(store, kind), {
      path: paths[kind],
      context,
      free: ({ index }) => titleOf(store.product(index)),
    })
  const list = (kind: Kind) => (args: ListArgs) => {
    const entries = found(kind, args).map((one) => ({
      id: one.index,
      value: sortValue(one, args.sortKey, store),
      render: () => renderers[kind](one.index),
    }))
    return connect(entries, args, context)
  }
  const one =
    (kind: Kind) =>
    ({ id }: { id: string }) => {
      const index = indexOf(store, kind, id)
      return index === null ? null : renderers[kind](index)
    }
  return {
    products: list('Product'),
    productVariants: list('ProductVariant'),
    inventoryItems: list('InventoryItem'),
    product: one('Product'),
    productVariant: one('ProductVariant'),
    inventoryItem: one('InventoryItem'),
    productsCount: (args: ListArgs) => ({ count: found('Product', args).length, precision: 'EXACT' }),
  }
}

/** The shop, its locations and the app's place in it. */
export function shopRoot(context: ShopContext) {
  const { store, caller, objects } = context
  const { rooms } = store.profile
  return {
    shop: () => renderShop(context),
    currentAppInstallation: () => renderInstallation(caller),
    locations: (args: ListArgs) =>
      connect(
        rooms.map((room) => ({
          id: locationNumber(room),
          value: args.sortKey === 'ID' ? locationNumber(room) : room.name,
          render: () => objects.location(room),
        })),
        args,
        context,
      ),
    location({ id }: { id?: string | null }) {
      const room = rooms.find((each) => id == null || locationId(each) === id)
      return room === undefined ? null : objects.location(room)
    },
  }
}
