import { defineAdapter } from '../contract.ts'
import { createOpenMageApi } from './client.ts'
import { manifest } from './manifest.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory } from './map-inventory.ts'
import { mapOrder } from './map-order.ts'
import { mapProduct } from './map-product.ts'
import { probe } from './probe.ts'
import { read } from './read.ts'
import { readAgainOf } from './read-again.ts'
import { recordsIn } from './records-in.ts'
import { settingsSchema } from './settings.ts'

export const openmage = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createOpenMageApi(context)
    const reading = () => ({ api, settings: context.settings, now: context.clock.now() })
    return {
      probe: () => probe(api, context),
      read: (entity, options) => read(reading(), entity, options),
      readAgain: readAgainOf(reading),
    }
  },
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    // A shop of this kind keeps no batches: they are not in `manifest.entities`.
    batch: () => ({ draft: [], issues: [], recordName: 'Batch' }),
    customer: mapCustomer,
    order: mapOrder,
  },
})
