import { Decimal } from 'decimal.js'

/** Grams in one unit of mass. The avoirdupois ounce is exact by definition (NIST Handbook 44, appendix C). */
const grams = { mg: '0.001', g: '1', oz: '28.349523125' } as const

export type MassUnit = keyof typeof grams

/**
 * Converts a mass. Trade sizes are not conversions: an "eighth" is sold as 3.5 g, not as an eighth of this ounce.
 * @param amount decimal text
 * @returns decimal text, rounded half-up to six places (what the database keeps), without trailing zeros
 */
export function convertMass(amount: string, from: MassUnit, to: MassUnit): string {
  return toDecimalText(new Decimal(amount).times(grams[from]).dividedBy(grams[to])) ?? '0'
}

/**
 * A number of a POS as the decimal text our model keeps: "3.50" and 3.5 become "3.5".
 * @returns null when it is no finite number
 */
export function toDecimalText(value: string | number | Decimal): string | null {
  const text = typeof value === 'string' ? value.trim() : value.toString()
  if (!/^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(text)) return null
  const rounded = new Decimal(text).toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
  return rounded.isZero() ? '0' : rounded.toFixed()
}
