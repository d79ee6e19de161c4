/** Currency of a store by its jurisdiction (ISO 3166-2): the countries in which cannabis is sold over the counter. */
export function currencyOf(jurisdiction: string): string {
  return jurisdiction.startsWith('CA-') ? 'CAD' : 'USD'
}
