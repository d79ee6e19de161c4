import type { ProductDraft, VariantDraft } from '../model/product.ts'
import { canonicalPotency } from './analytes.ts'
import { categorize } from './categorize.ts'
import { plainText } from './clean-text.ts'
import { parseSize } from './parse-size.ts'
import { strainHint } from './strain-hint.ts'
import { canonicalEffects, canonicalFlavors, cleanTerms } from './terms.ts'
import { tidyLabel } from './tidy-label.ts'
import { tidyName, tidyTitle } from './tidy-name.ts'

/** A product as the catalogue keeps it: the draft's fields tidied, and where it belongs. */
export type NormalizedProduct = ProductDraft & {
  /** Slugs of the category tree, at least one; the first is the main one. */
  categories: string[]
  /** Which rule decided, e.g. `built-in:flower/pre-pack`. */
  categoryRule: string
}

/** Nothing one takes: its name's "S" is a size of clothing, its "1 1/4" a size of paper. */
const NOT_CONSUMED = /^(?:accessory|unspecified)\b/

/**
 * Tidies names, fills what only the name tells (never against what the POS states), and finds the categories. Pure, and
 * done twice the same as done once.
 */
export function normalizeProduct(draft: ProductDraft): NormalizedProduct {
  const brand = tidyTitle(draft.brand)
  const name = tidyName(draft.name, brand)
  const { categories, rule } = categorize(draft.sourceCategory, draft.name)
  const consumed = !NOT_CONSUMED.test(categories[0] ?? '')
  return {
    ...draft,
    name,
    brand,
    description: draft.description === null ? null : plainText(draft.description) || null,
    categories,
    categoryRule: rule,
    strainType: draft.strainType ?? (consumed ? strainHint(draft.name) : null),
    strainName: tidyTitle(draft.strainName),
    effects: canonicalEffects(draft.effects),
    flavors: canonicalFlavors(draft.flavors),
    ingredients: cleanTerms(draft.ingredients),
    tags: cleanTerms(draft.tags),
    potency: canonicalPotency(draft.potency),
    variants: draft.variants.map((variant) => normalizeVariant(variant, draft, consumed)),
  }
}

function normalizeVariant(variant: VariantDraft, draft: ProductDraft, consumed: boolean): VariantDraft {
  const label = tidyLabel(variant.label)
  // Sold loose, it has no size of its own.
  if (variant.weight !== null || variant.minWeight !== null || !consumed) return { ...variant, label }
  const size = parseSize(variant.label) ?? (draft.variants.length === 1 ? parseSize(draft.name) : null)
  return size ? { ...variant, label, weight: size.amount, weightUnit: size.unit } : { ...variant, label }
}
