import type { CustomerType, StrainType, Unit } from '../../model/product.ts'

/** Flowhub's words and what they are called in Cairn. Keys are lower case. */
export const units = new Map<string, Unit>([
  ['grams', 'g'],
  ['gram', 'g'],
  ['g', 'g'],
  ['milligrams', 'mg'],
  ['milligram', 'mg'],
  ['mg', 'mg'],
  ['ounces', 'oz'],
  ['ounce', 'oz'],
  ['oz', 'oz'],
  ['milliliters', 'ml'],
  ['milliliter', 'ml'],
  ['ml', 'ml'],
  ['fluidounces', 'fl_oz'],
  ['fluidounce', 'fl_oz'],
  ['floz', 'fl_oz'],
  ['each', 'each'],
])

export const customerTypes = new Map<string, CustomerType>([
  ['rec', 'adult'],
  ['med', 'medical'],
  ['unrestricted', 'both'],
])

/** Free text at the POS, so what is not listed here is left empty and named. */
export const strainTypes: [RegExp, StrainType][] = [
  [/^(sativa[\s-]*(dom|dominant|hybrid)|s\/h|s\/i)/, 'sativa_hybrid'],
  [/^(indica[\s-]*(dom|dominant|hybrid)|i\/h|i\/s)/, 'indica_hybrid'],
  [/^sativa$/, 'sativa'],
  [/^indica$/, 'indica'],
  [/^(hybrid|50\s*\/\s*50)$/, 'hybrid'],
  [/^(high[\s-]*)?cbd$/, 'cbd'],
]
