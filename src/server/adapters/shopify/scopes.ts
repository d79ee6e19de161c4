/** Rights without which there is nothing to read. https://shopify.dev/docs/api/usage/access-scopes */
export const neededScopes = ['read_products', 'read_inventory', 'read_locations'] as const

/** Rights whose absence closes customers and orders and leaves the rest. */
export const wantedScopes = ['read_customers', 'read_orders'] as const

export const askedScopes = [...neededScopes, ...wantedScopes]

/**
 * @param granted as Shopify lists them; who may write may read, and the list then names the writing alone
 * @returns those of `wanted` that were not granted
 */
export function missingScopes(wanted: readonly string[], granted: readonly string[]): string[] {
  return wanted.filter(
    (scope) => !granted.includes(scope) && !granted.includes(scope.replace(/^read_/, 'write_')),
  )
}
