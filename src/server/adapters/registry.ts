import { blaze } from './blaze/index.ts'
import type { Adapter } from './contract.ts'
import { cova } from './cova/index.ts'
import { dutchie } from './dutchie/index.ts'
import { flowhub } from './flowhub/index.ts'
import { openmage } from './openmage/index.ts'
import { shopify } from './shopify/index.ts'
import { treez } from './treez/index.ts'

/** Every POS Cairn speaks with, by manifest id. One line a POS. */
export const registry = {
  blaze,
  cova,
  dutchie,
  flowhub,
  openmage,
  shopify,
  treez,
} satisfies Record<string, Adapter>
