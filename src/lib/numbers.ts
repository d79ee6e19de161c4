const digits = new Intl.NumberFormat('en-US')

/** 2412 → "2,412". */
export function count(value: number): string {
  return digits.format(value)
}

/** "1 product", "2,412 products". */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`
}

/** Minor units in a currency (3500, USD) → "$35.00". */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** "$35.00", "$12.00 – $60.00", or null when there is no price. */
export function moneyRange(min: number | null, max: number | null, currency: string): string | null {
  if (min === null) return null
  return max === null || max === min
    ? money(min, currency)
    : `${money(min, currency)} – ${money(max, currency)}`
}

/** A decimal as text without needless zeros and with thousands: "1200.500" → "1,200.5". */
export function decimal(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.')
  const kept = fraction.replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return kept === '' ? grouped : `${grouped}.${kept}`
}

/** A quantity with its bound and unit: "≥ 30", "3.5 g". `each` is left out. */
export function quantity(value: string, bound: 'exact' | 'at_least' | string, unit?: string): string {
  const suffix = unit === undefined || unit === 'each' ? '' : ` ${unit.replace('_', ' ')}`
  return `${bound === 'at_least' ? '≥ ' : ''}${decimal(value)}${suffix}`
}
