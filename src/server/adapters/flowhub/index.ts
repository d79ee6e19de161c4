import { defineAdapter } from '../contract.ts'
import { createFlowhubApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapBatch } from './map-batch.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { probe } from './probe.ts'
import { createReader } from './read.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'

export const flowhub = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createFlowhubApi(context)
    return { probe: () => probe(api, context), read: createReader(api, context) }
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
