import { cleanText } from './clean-text.ts'
import { readableCase } from './readable-case.ts'

/** A separator that sets a brand off from a name. A bare hyphen isn't: "Half-Baked" is one word. */
const AFTER_BRAND = /^\s*(?:[|:]|[-–—](?=\s))\s*/
const BEFORE_BRAND = /(?:\s*\||\s[-–—]|\s+by)\s*$/i

/** A brand or a strain as menus show it; null when there is none. */
export function tidyTitle(title: string | null): string | null {
  const clean = cleanText(title ?? '')
  return clean === '' ? null : readableCase(clean)
}

/**
 * A product's name as menus show it: cleaned, in readable case, without the brand that stands beside it anyway. The brand
 * is taken off only where a separator sets it apart and something that reads as a name is left.
 */
export function tidyName(name: string, brand: string | null): string {
  const clean = withPipes(cleanText(name), brand)
  return readableCase(brand === null ? clean : withoutBrand(clean, brand)) || name
}

/** "Leaf Lane l Lemon Haze l 1g": the letter l typed for a pipe, known by the brand before it or by there being two. */
function withPipes(name: string, brand: string | null): string {
  const pipes = name.split(/\s[lL]\s/).length - 1
  const afterBrand =
    brand !== null &&
    sameText(name.slice(0, brand.length), brand) &&
    /^\s[lL]\s/.test(name.slice(brand.length))
  return pipes > 1 || afterBrand ? name.replace(/\s+[lL]\s+/g, ' | ') : name
}

function withoutBrand(name: string, brand: string): string {
  const rest = afterPrefix(name, brand) ?? beforeSuffix(name, brand)
  return rest !== null && /\p{L}{3}/u.test(rest) ? rest : name
}

function afterPrefix(name: string, brand: string): string | null {
  if (!sameText(name.slice(0, brand.length), brand)) return null
  const rest = name.slice(brand.length)
  return AFTER_BRAND.test(rest) ? rest.replace(AFTER_BRAND, '') : null
}

function beforeSuffix(name: string, brand: string): string | null {
  if (!sameText(name.slice(-brand.length), brand)) return null
  const rest = name.slice(0, -brand.length)
  return BEFORE_BRAND.test(rest) ? rest.replace(BEFORE_BRAND, '') : null
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
