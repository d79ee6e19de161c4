import { categoryLabel } from '#lib/categories.ts'

export type CategoryLabel = { slug: string; label: string }

/** Slugs with what screens call them, in the same order. */
export function categoryLabels(slugs: readonly string[]): CategoryLabel[] {
  return slugs.map((slug) => ({ slug, label: categoryLabel(slug) }))
}
