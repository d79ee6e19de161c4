import type { ProductDraft } from '../model/product.ts'

/** A product as the catalogue keeps it: the draft's fields tidied, and where it belongs. */
export type NormalizedProduct = ProductDraft & {
  /** Slugs of the category tree, at least one; the first is the main one. */
  categories: string[]
  /** Which rule decided, e.g. `built-in:flower/pre-pack`. */
  categoryRule: string
}

/** Tidies names, fills what only the name tells, and finds the categories. Pure. */
export function normalizeProduct(draft: ProductDraft): NormalizedProduct {
  return { ...draft, categories: ['unspecified'], categoryRule: 'built-in:unspecified' }
}
