import type { StrainType, Unit } from '../../model/product.ts'

/** Dutchie's words and what they are called in Cairn. Keys are upper case. */
export const strainTypes = new Map<string, StrainType | null>([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['CBD', 'cbd'],
  ['INDICA HYBRID', 'indica_hybrid'],
  ['SATIVA HYBRID', 'sativa_hybrid'],
  ['NONE', null],
])

export const units = new Map<string, Unit>([
  ['G', 'g'],
  ['GRAM', 'g'],
  ['GRAMS', 'g'],
  ['MG', 'mg'],
  ['MILLIGRAMS', 'mg'],
  ['OZ', 'oz'],
  ['OUNCES', 'oz'],
  ['ML', 'ml'],
  ['MILLILITERS', 'ml'],
  ['EA', 'each'],
  ['EACH', 'each'],
])
