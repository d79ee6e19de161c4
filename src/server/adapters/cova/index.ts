import { defineAdapter } from '../contract.ts'
import { createCovaApi } from './client.ts'
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

export const cova = defineAdapter({
  manifest,
  mapperVersion: 1,
  settingsSchema,
  open: (context) => {
    const api = createCovaApi(context)
    return {
      probe: () => probe(api, context),
      read: (entity, options) =>
        read(api, entity, options, {
          stockSource: context.settings['stockSource'],
          now: context.clock.now(),
        }),
      readAgain: readAgainOf(api, { stockSource: context.settings['stockSource'] }),
    }
  },
  recordsIn,
  map: {
    product: mapProduct,
    inventory: mapInventory,
    // COVA answers with packages, but no source says what one looks like: they are not in `manifest.entities`.
    batch: () => ({ draft: [], issues: [], recordName: 'Package' }),
    customer: mapCustomer,
    order: mapOrder,
  },
})
