import { Decimal } from 'decimal.js'
import type { ProductStatus, StrainType, Unit } from '../../model/product.ts'

/** https://shopify.dev/docs/api/admin-graphql/latest/enums/ProductStatus. A draft is not for sale yet; unlisted can be bought by who has the link. */
export const statuses = new Map<string, ProductStatus>([
  ['ACTIVE', 'active'],
  ['DRAFT', 'inactive'],
  ['ARCHIVED', 'inactive'],
  ['UNLISTED', 'hidden'],
])

/** Words shops use; keys are upper case with single blanks. */
export const strainTypes = new Map<string, StrainType | null>([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['CBD', 'cbd'],
  ['INDICA HYBRID', 'indica_hybrid'],
  ['INDICA DOMINANT', 'indica_hybrid'],
  ['INDICA DOMINANT HYBRID', 'indica_hybrid'],
  ['SATIVA HYBRID', 'sativa_hybrid'],
  ['SATIVA DOMINANT', 'sativa_hybrid'],
  ['SATIVA DOMINANT HYBRID', 'sativa_hybrid'],
  ['NONE', null],
])

export type Measure = { amount: string; unit: Unit }

/** Weights of variants are GRAMS and so on; metafields write g. What Cairn has no unit for is turned into one it has. */
const measures = new Map<string, [factor: string, unit: Unit]>([
  ['GRAMS', ['1', 'g']],
  ['G', ['1', 'g']],
  ['KILOGRAMS', ['1000', 'g']],
  ['KG', ['1000', 'g']],
  ['MG', ['1', 'mg']],
  ['OUNCES', ['1', 'oz']],
  ['OZ', ['1', 'oz']],
  ['POUNDS', ['16', 'oz']],
  ['LB', ['16', 'oz']],
  ['ML', ['1', 'ml']],
])

/** @returns null for a unit that isn't known, and for no weight at all: 0 is what nobody filled in */
export function measureOf(value: string, unit: string): Measure | null {
  const known = measures.get(unit.toUpperCase())
  const amount = new Decimal(value)
  if (!known || !amount.gt(0)) return null
  return { amount: amount.times(known[0]).toDecimalPlaces(6).toFixed(), unit: known[1] }
}
