/** Adds the chosen store to an address inside Cairn, unless the address names one itself. */
export function withStore(href: string, storeId: string | null): string {
  if (storeId === null) return href
  const [beforeHash = '', hash] = href.split('#')
  const [path = '', query = ''] = beforeHash.split('?')
  const parameters = new URLSearchParams(query)
  if (!parameters.has('store')) parameters.set('store', storeId)
  return `${path}?${parameters}${hash === undefined ? '' : `#${hash}`}`
}
