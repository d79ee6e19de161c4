import { defineAdapter } from '../contract.ts'
import { createShopifyApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { oauth } from './oauth.ts'
import { probe } from './probe.ts'
import { read } from './read.ts'
import { readAgainOf } from './read-again.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'
import { webhooks } from './webhooks.ts'

export const shopify = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createShopifyApi(context)
    return {
      probe: () => probe(api, context),
      read: (entity, options) => read(api, entity, options, context),
      readAgain: readAgainOf(api),
      subscriptions: {
        list: api.subscriptions,
        subscribe: api.subscribe,
        unsubscribe: ({ id }) => api.unsubscribe(id),
      },
    }
  },
  oauth,
  webhooks,
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    // Shopify knows no lots.
    batch: () => ({ draft: [], issues: [], recordName: 'No batches' }),
    customer: mapCustomer,
    order: mapOrder,
  },
})
