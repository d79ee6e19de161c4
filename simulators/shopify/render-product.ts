import type { WorldProduct } from '../world/types.ts'
import { connectInOrder, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { gid, handleOf, money, moneyV2, otherNumber, productNumber, productTypes, time } from './dialect.ts'
import { metafieldsOf } from './metafields.ts'
import {
  barcodeOf,
  priceBefore,
  priceOf,
  skuOf,
  statusOf,
  tagsOf,
  titleOf,
  vendorOf,
} from './product-facts.ts'
import { productMetafields } from './product-metafields.ts'
import { availableOf, countStock } from './stock.ts'

function imagesOf(product: WorldProduct, { pictureUrl }: ShopContext) {
  return product.images.map((name, place) => ({
    id: gid('ProductImage', otherNumber('ProductImage', `${product.id}:${place}`)),
    altText: null,
    url: () => pictureUrl(name),
    src: pictureUrl(name),
    originalSrc: pictureUrl(name),
    width: 1200,
    height: 1200,
  }))
}

function mediaOf(product: WorldProduct, context: ShopContext) {
  return imagesOf(product, context).map((image, place) => ({
    __typename: 'MediaImage',
    id: gid('MediaImage', otherNumber('MediaImage', `${product.id}:${place}`)),
    alt: null,
    image,
    preview: { image, status: 'READY' },
    mediaContentType: 'IMAGE',
    status: 'READY',
    fileStatus: 'READY',
    createdAt: time(product.updatedAt),
    updatedAt: time(product.updatedAt),
  }))
}

/** A product with its one variant. What costs a look at stock is worked out when it is asked for. */
export function renderProduct(index: number, context: ShopContext) {
  const { store } = context
  const product = store.product(index)
  const number = productNumber('Product', index, product)
  const id = gid('Product', number)
  const [title, description] = [titleOf(product), product.description ?? '']
  const available = () => availableOf(countStock(store, index, product))
  const price = moneyV2(priceOf(product))
  const published = statusOf(product) === 'ACTIVE'
  return {
    __typename: 'Product',
    id,
    legacyResourceId: String(number),
    title,
    handle: handleOf(title, number),
    vendor: vendorOf(product, store),
    productType: productTypes[product.category],
    tags: tagsOf(product),
    status: statusOf(product),
    description: description.replaceAll(/<[^>]+>/g, ''),
    descriptionHtml: description,
    bodyHtml: description,
    createdAt: time(product.updatedAt - 86_400_000),
    updatedAt: time(product.updatedAt),
    publishedAt: published ? time(product.updatedAt - 86_400_000) : null,
    onlineStoreUrl: null,
    options: [
      {
        id: gid('ProductOption', otherNumber('ProductOption', product.id)),
        name: 'Title',
        position: 1,
        values: ['Default Title'],
      },
    ],
    hasOnlyDefaultVariant: true,
    hasOutOfStockVariants: () => available() <= 0,
    tracksInventory: () => store.lots(index).length > 0,
    totalInventory: available,
    totalVariants: 1,
    variantsCount: { count: 1, precision: 'EXACT' },
    priceRangeV2: { minVariantPrice: price, maxVariantPrice: price },
    seo: { title: null, description: null },
    featuredImage: () => imagesOf(product, context)[0] ?? null,
    featuredMedia: () => mediaOf(product, context)[0] ?? null,
    images: (args: ListArgs) => connectInOrder(imagesOf(product, context), args, context),
    media: (args: ListArgs) => connectInOrder(mediaOf(product, context), args, context),
    mediaCount: { count: product.images.length, precision: 'EXACT' },
    variants: (args: ListArgs) => connectInOrder([renderVariant(index, context)], args, context),
    ...metafieldsOf({ id, type: 'PRODUCT', updatedAt: product.updatedAt }, () => productMetafields(product)),
  }
}

export function renderVariant(index: number, context: ShopContext) {
  const { store } = context
  const product = store.product(index)
  const number = productNumber('ProductVariant', index, product)
  const id = gid('ProductVariant', number)
  const available = () => availableOf(countStock(store, index, product))
  const before = priceBefore(product)
  return {
    __typename: 'ProductVariant',
    id,
    legacyResourceId: String(number),
    title: 'Default Title',
    displayName: `${titleOf(product)} - Default Title`,
    position: 1,
    sku: skuOf(product),
    barcode: barcodeOf(product),
    price: money(priceOf(product)),
    compareAtPrice: before === null ? null : money(before),
    taxable: product.category !== 'service',
    selectedOptions: [{ name: 'Title', value: 'Default Title' }],
    inventoryPolicy: 'DENY',
    inventoryQuantity: available,
    sellableOnlineQuantity: available,
    availableForSale: () => statusOf(product) === 'ACTIVE' && available() > 0,
    createdAt: time(product.updatedAt - 86_400_000),
    updatedAt: time(product.updatedAt),
    product: () => context.objects.product(index),
    inventoryItem: () => context.objects.item(index),
    ...metafieldsOf({ id, type: 'PRODUCTVARIANT', updatedAt: product.updatedAt }, () => []),
  }
}
