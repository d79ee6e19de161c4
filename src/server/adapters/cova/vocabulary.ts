import type { StrainType, Unit } from '../../model/product.ts'

/** Words of COVA's tenants and what they are called in Cairn. Keys are lower case. */
export const strainTypes = new Map<string, StrainType>([
  ['indica', 'indica'],
  ['sativa', 'sativa'],
  ['hybrid', 'hybrid'],
  ['blend', 'hybrid'],
  ['cbd', 'cbd'],
  ['indica dominant', 'indica_hybrid'],
  ['indica hybrid', 'indica_hybrid'],
  ['hybrid - indica', 'indica_hybrid'],
  ['sativa dominant', 'sativa_hybrid'],
  ['sativa hybrid', 'sativa_hybrid'],
  ['hybrid - sativa', 'sativa_hybrid'],
])

export const units = new Map<string, Unit>([
  ['g', 'g'],
  ['gram', 'g'],
  ['grams', 'g'],
  ['mg', 'mg'],
  ['milligram', 'mg'],
  ['milligrams', 'mg'],
  ['oz', 'oz'],
  ['ounce', 'oz'],
  ['ounces', 'oz'],
  ['ml', 'ml'],
  ['millilitre', 'ml'],
  ['milliliter', 'ml'],
  ['fl oz', 'fl_oz'],
  ['each', 'each'],
])

/** Life cycles in which a product is no longer sold. Only "Active" was seen; these are the words of iQmetrix's catalogue. */
export const endedLifeCycles = new Set(['inactive', 'discontinued', 'endoflife', 'end of life', 'archived'])
