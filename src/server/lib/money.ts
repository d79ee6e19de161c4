import { Decimal } from 'decimal.js'

/** What an integer column of PostgreSQL holds. */
const largest = 2_147_483_647

/**
 * An amount as a POS writes it, in the currency's smallest unit. Halves are rounded away from zero, as on a receipt.
 * A JSON number is taken by its shortest decimal text (`JSON.parse('1.005')` is 1.005, so 1.01), never calculated with.
 * @param amount decimal text ("12.50") or a number
 * @param currency ISO 4217, e.g. USD
 * @returns an integer (1250), or null when it is no amount or too large to keep
 */
export function toMinorUnits(amount: string | number, currency: string): number | null {
  const text = typeof amount === 'number' ? String(amount) : amount.trim()
  if (!/^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(text)) return null
  const minor = new Decimal(text)
    .times(new Decimal(10).pow(fractionDigits(currency)))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  return minor.abs().greaterThan(largest) ? null : minor.toNumber() + 0
}

/** Making a formatter costs more than all else done with a price. */
const digitsOf = new Map<string, number>()

/** @returns how many digits follow the point in this currency: 2 for USD, 0 for JPY; 2 when it is unknown */
export function fractionDigits(currency: string): number {
  const known = digitsOf.get(currency)
  if (known !== undefined) return known
  const digits = lookUpFractionDigits(currency)
  digitsOf.set(currency, digits)
  return digits
}

function lookUpFractionDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    return format.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}
