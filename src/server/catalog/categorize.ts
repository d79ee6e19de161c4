import { categoryRules, combinable, refinements, typeRules } from './category-rules.ts'

export type Categorized = { categories: string[]; rule: string }

const UNSPECIFIED: Categorized = { categories: ['unspecified'], rule: 'built-in:unspecified' }

/**
 * Finds the categories of a product: the category from the path the POS gives, then the type within it from the inner
 * path, the name, or the outer path, whichever says first. What the path doesn't say stays `unspecified`: a name alone
 * is no proof ("Wedding Cake" is a strain, "Crumble Bars" are sweets).
 */
export function categorize(sourceCategory: string[], name: string): Categorized {
  const path = sourceCategory.map((part) => part.toLowerCase().replaceAll('_', ' '))
  const category = categoryOf(path)
  if (category === null) return UNSPECIFIED
  const [outer = '', ...inner] = path
  const places = [inner.join(' / '), name.toLowerCase(), outer]
  const types = places.map((text) => typesIn(category, text)).find((found) => found.length > 0)
  const categories = types ?? [category]
  return { categories, rule: `built-in:${categories[0] ?? category}` }
}

function categoryOf(path: string[]): string | null {
  const [outer, ...inner] = path.map(matchCategory)
  const innermost = inner.findLast((slug) => slug !== null) ?? null
  if (!outer) return innermost
  return innermost !== null && refinements[outer]?.includes(innermost) ? innermost : outer
}

function matchCategory(text: string): string | null {
  return categoryRules.find(({ words }) => words.test(text))?.slug ?? null
}

function typesIn(category: string, text: string): string[] {
  const found = (typeRules[category] ?? []).filter(({ words }) => words.test(text)).map(({ slug }) => slug)
  return combinable.has(category) ? found : found.slice(0, 1)
}
