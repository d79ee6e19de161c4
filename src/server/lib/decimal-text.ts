import { Decimal } from 'decimal.js'

/**
 * A decimal as PostgreSQL would keep and show it in `numeric(…, scale)` after `trim_scale`: "3.50" → "3.5", "07" → "7".
 * @param scale digits after the point; further ones are rounded half away from zero, as PostgreSQL does
 */
export function decimalText(value: string, scale: number): string {
  const text = new Decimal(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP).toFixed()
  return text === '-0' ? '0' : text
}
