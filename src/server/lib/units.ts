import { Decimal } from 'decimal.js'

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
