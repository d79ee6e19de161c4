import { defineAdapter } from '../contract.ts'
import { createTreezApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapBatch } from './map-batch.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { probe } from './probe.ts'
import { read } from './read.ts'
import { readAgainOf } from './read-again.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'
import { webhooks } from './webhooks.ts'

export const treez = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createTreezApi(context)
    return {
      probe: () => probe(api, context),
      read: (entity, options) => read(api, entity, options, context.clock.now()),
      readAgain: readAgainOf(api),
    }
  },
  webhooks,
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    batch: mapBatch,
    customer: mapCustomer,
    order: mapOrder,
  },
})
