import type { CustomerType, StrainType, Unit } from '../../model/product.ts'

/** Treez's words and what they are called in Cairn. Keys are upper case. */
export const strainTypes = new Map<string, StrainType | null>([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['CBD', 'cbd'],
  ['I/S', 'indica_hybrid'],
  ['S/I', 'sativa_hybrid'],
  // The Kush landraces are indicas.
  ['KUSH', 'indica'],
  ['NONE', null],
])

export const units = new Map<string, Unit>([
  ['GRAMS', 'g'],
  ['GRAM', 'g'],
  ['G', 'g'],
  ['MILLIGRAMS', 'mg'],
  ['MILLIGRAM', 'mg'],
  ['MG', 'mg'],
  ['OUNCES', 'oz'],
  ['OUNCE', 'oz'],
  ['OZ', 'oz'],
  ['MILLILITERS', 'ml'],
  ['MILLILITER', 'ml'],
  ['ML', 'ml'],
  ['FLUID OUNCES', 'fl_oz'],
  ['FL OZ', 'fl_oz'],
  ['EACH', 'each'],
  ['UNIT', 'each'],
  ['UNITS', 'each'],
])

export const customerTypes = new Map<string, CustomerType>([
  ['ADULT', 'adult'],
  ['MEDICAL', 'medical'],
  ['ALL', 'both'],
])
