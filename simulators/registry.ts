import { blaze } from './blaze/blaze.ts'
import { cova } from './cova/cova.ts'
import { dutchie } from './dutchie/dutchie.ts'
import { flowhub } from './flowhub/flowhub.ts'
import type { VendorDefinition } from './kit/vendor.ts'
import { openmage } from './openmage/openmage.ts'
import { shopify } from './shopify/shopify.ts'
import { treez } from './treez/treez.ts'

/** One line a vendor. */
export const vendorDefinitions: readonly VendorDefinition[] = [
  // The demo begins with the first.
  treez,
  dutchie,
  flowhub,
  cova,
  blaze,
  shopify,
  openmage,
]
