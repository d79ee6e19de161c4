import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { WorldProduct } from '../world/types.ts'

/** The menu's name, as the vendor keeps it: without blanks at its ends. */
export const titleOf = ({ menuTitle, name }: WorldProduct) => (menuTitle ?? name).trim()

/** One price is all there is: who sells loose by tiers gives that of the first gram, who gives none gives 0. */
export function priceOf({ price }: WorldProduct): number {
  if (price.kind === 'flat') return price.minor
  return price.kind === 'unset' ? 0 : (price.steps[0]?.perGramMinor ?? 0)
}

/** What it cost before it was reduced; null when it wasn't. */
export function priceBefore(product: WorldProduct): number | null {
  const reduced = product.internalTags.includes('Clearance') && product.price.kind === 'flat'
  return reduced ? Math.ceil((priceOf(product) * 1.25) / 100) * 100 : null
}

/** Deactivated products are archived; hidden ones were never published. */
export const statusOf = ({ status, hidden }: WorldProduct) =>
  status === 'deactivated' ? 'ARCHIVED' : hidden ? 'DRAFT' : 'ACTIVE'

/** Who leaves the brand empty finds the shop's name there. */
export const vendorOf = ({ brand }: WorldProduct, { profile }: WorldStore) => brand ?? profile.name

export const skuOf = ({ id, size }: WorldProduct) =>
  `${size.label.replaceAll(/\W/g, '')}-${hash(id, 'sku') % 100_000}`

export const barcodeOf = ({ barcodes }: WorldProduct) => barcodes[0]?.code ?? null

export const tagsOf = ({ tags, internalTags, subcategory }: WorldProduct) =>
  [...tags, ...internalTags, ...(subcategory === null ? [] : [subcategory])].toSorted()
