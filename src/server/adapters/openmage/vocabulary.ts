import type { StrainType } from '../../model/product.ts'

/** Labels of the strain type attribute in capitals; shops name the options themselves. */
export const strainTypes = new Map<string, StrainType | null>([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['INDICA HYBRID', 'indica_hybrid'],
  ['INDICA-HYBRID', 'indica_hybrid'],
  ['INDICA DOMINANT', 'indica_hybrid'],
  ['SATIVA HYBRID', 'sativa_hybrid'],
  ['SATIVA-HYBRID', 'sativa_hybrid'],
  ['SATIVA DOMINANT', 'sativa_hybrid'],
  ['CBD', 'cbd'],
  ['NONE', null],
])
