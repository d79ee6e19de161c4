import type { StrainType } from '../model/product.ts'

const SATIVA_LEANING =
  /\b(?:sativa[ -](?:dominant|dom|leaning)|sativa[ -]hybrid|hybrid[ -/]sativa|s\/h|h\/s)\b/i
const INDICA_LEANING =
  /\b(?:indica[ -](?:dominant|dom|leaning)|indica[ -]hybrid|hybrid[ -/]indica|i\/h|h\/i)\b/i
const WORDS: [RegExp, StrainType][] = [
  [/\bhybrid\b/i, 'hybrid'],
  [/\bindica\b/i, 'indica'],
  [/\bsativa\b/i, 'sativa'],
]

/** "(S)", "[H]", and "-I" at the very end of a name. A bare "S" is a shirt size. */
const MARK = /[([]\s*(S|I|H|I[-/]H|H[-/]I|S[-/]H|H[-/]S)\s*[)\]]|\w\s?-\s?(S|I|H)$/

const MARKS: Record<string, StrainType> = { S: 'sativa', I: 'indica', H: 'hybrid' }

/** The strain type a name states, by word first and by mark second; null when it states none. */
export function strainHint(name: string): StrainType | null {
  const bothKinds = /\bindica\b/i.test(name) && /\bsativa\b/i.test(name)
  if (bothKinds) return 'hybrid'
  if (SATIVA_LEANING.test(name)) return 'sativa_hybrid'
  if (INDICA_LEANING.test(name)) return 'indica_hybrid'
  const word = WORDS.find(([pattern]) => pattern.test(name))?.[1]
  if (word) return word
  const mark = MARK.exec(name)
  const letters = mark?.[1] ?? mark?.[2]
  if (!letters) return null
  if (letters.length === 1) return MARKS[letters] ?? null
  return letters.includes('S') ? 'sativa_hybrid' : 'indica_hybrid'
}
