import { defineAdapter } from '../contract.ts'
import { createBlazeApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { probe } from './probe.ts'
import { createReader } from './read.ts'
import { readAgainOf } from './read-again.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'
import { subscriptionsOf } from './subscriptions.ts'
import { webhooks } from './webhooks.ts'

export const blaze = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createBlazeApi(context)
    return {
      probe: () => probe(api, context),
      read: createReader(api, context),
      readAgain: readAgainOf(api),
      subscriptions: subscriptionsOf(api.webhooks),
    }
  },
  webhooks,
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    // BLAZE has batches, but no source shows their lab or expiry fields: they are not in `manifest.entities`.
    batch: () => ({ draft: [], issues: [], recordName: 'Batch' }),
    customer: mapCustomer,
    order: mapOrder,
  },
})
