/**
 * The share of what is known that may go missing between two full reads without a person being asked. Products
 * and customers seldom leave; rooms sell out faster, and batches are used up by nature.
 */
const allowedShare = { products: 0.2, inventory: 0.5, batches: 0.8, customers: 0.2 } as const

/** Below this a share says little: two of five products may well go at once. */
const smallCatalog = 10

/**
 * Whether to believe that the records missing from a complete answer are really gone.
 * @param counts `known` before this run, `missing` of them now, `read` in this run
 * @param confirmed a person has seen the warning and asked for another full sync
 */
export function mayRemove(
  entity: keyof typeof allowedShare,
  counts: { known: number; missing: number; read: number },
  confirmed: boolean,
): boolean {
  // Nothing at all is how a broken POS answers, whatever anybody confirmed.
  if (counts.read === 0) return false
  return confirmed || counts.known < smallCatalog || counts.missing <= counts.known * allowedShare[entity]
}
