import { Kind } from 'graphql'
import type { WorldStore } from '../world/store.ts'
import type { BulkOperations, Outcome } from './bulk-operations.ts'
import { bulkRoots } from './bulk-root.ts'
import type { Catalogue } from './catalogue.ts'
import type { BulkPlace, Caller, ShopContext } from './context.ts'
import { prepare, type Roots, run } from './graphql-call.ts'
import { nodeRoot } from './node-root.ts'
import { peopleRoot } from './people-root.ts'
import { catalogueRoot, shopRoot } from './query-root.ts'
import { renderCustomer } from './render-customer.ts'
import { renderItem, renderLocation } from './render-inventory.ts'
import { renderOrder } from './render-order.ts'
import { renderProduct, renderVariant } from './render-product.ts'
import type { Webhooks } from './webhooks.ts'
import { webhookRoots } from './webhooks-root.ts'

/** What lives longer than a call. */
export type Services = {
  now(): number
  /** The vendor's base address here. */
  url(): string
  pictureUrl(name: string): string
  catalogueOf(store: WorldStore): Catalogue
  bulkOperations: BulkOperations
  webhooks: Webhooks
}

/** Who calls which shop in which version. */
export type Call = { store: WorldStore; caller: Caller; apiVersion: string }

/** What a call's query is run with. @param bulk how far its lists have been read, for a bulk operation */
export function openShop(
  services: Services,
  call: Call,
  bulk: ShopContext['bulk'] = null,
): { context: ShopContext; roots: Roots } {
  const context: ShopContext = {
    ...call,
    bulk,
    catalogue: services.catalogueOf(call.store),
    now: services.now(),
    url: services.url(),
    pictureUrl: services.pictureUrl,
    warnings: [],
    objects: {
      product: (index) => renderProduct(index, context),
      variant: (index) => renderVariant(index, context),
      item: (index) => renderItem(index, context),
      location: (room) => renderLocation(room, context),
      customer: (customer) => renderCustomer(customer, context),
      order: (order) => renderOrder(order, context),
    },
  }
  const [shop, goods, people] = [shopRoot(context), catalogueRoot(context), peopleRoot(context)]
  const bulkFields = bulkRoots(context, services.bulkOperations, (query) => readAll(services, call, query))
  const webhooks = webhookRoots(context, services.webhooks)
  const nodes = nodeRoot(context, {
    Product: goods.product,
    ProductVariant: goods.productVariant,
    InventoryItem: goods.inventoryItem,
    Location: shop.location,
    Customer: people.customer,
    Order: people.order,
    BulkOperation: bulkFields.query.bulkOperation,
    WebhookSubscription: webhooks.query.webhookSubscription,
  })
  return {
    context,
    roots: {
      query: { ...shop, ...goods, ...people, ...nodes, ...bulkFields.query, ...webhooks.query },
      mutation: { ...bulkFields.mutation, ...webhooks.mutation },
    },
  }
}

/** Answers a query over everything there is, slice by slice; ends after an error. */
function* readAll(services: Services, call: Call, query: string): Generator<Outcome> {
  const ready = prepare({ query, operationName: null })
  if ('errors' in ready) return yield { data: null, errorCode: 'INTERNAL_SERVER_ERROR' }
  const asked = { query, variables: {}, operationName: null }
  const places = new Map<string, BulkPlace>(
    ready.operation.selectionSet.selections
      .filter((each) => each.kind === Kind.FIELD)
      .map((field) => [(field.alias ?? field.name).value, { after: null, done: false }]),
  )
  for (
    let more = true;
    more;
    more = [...places.values()].some(({ after, done }) => after !== null && !done)
  ) {
    const { context, roots } = openShop(services, call, places)
    const { data, errors } = run(ready, asked, context, roots)
    const [first] = errors ?? []
    if (first !== undefined || data === null) {
      const denied = first?.extensions.code === 'ACCESS_DENIED'
      return yield { data: null, errorCode: denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR' }
    }
    yield { data: { ...data }, errorCode: null }
  }
}
