import { defineAdapter } from '../contract.ts'
import { createDutchieApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapBatch } from './map-batch.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { probe } from './probe.ts'
import { read } from './read.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'

export const dutchie = defineAdapter({
  manifest,
  // 2: receive dates, quarantine rooms.
  mapperVersion: 2,
  settingsSchema,
  open: (context) => {
    const api = createDutchieApi(context)
    return {
      probe: () => probe(api, context),
      read: (entity, options) => read(api, entity, options, context.clock.now()),
    }
  },
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    batch: mapBatch,
    customer: mapCustomer,
    order: mapOrder,
  },
})
