import type { Approval } from './context.ts'

/** Apps that are registered with the vendor, as its partners' dashboard has them. */
export type App = {
  id: string
  secret: string
  /** What it may be granted. */
  scopes: readonly string[]
  approval: Approval
}

const catalogueScopes = ['read_products', 'read_inventory', 'read_locations']
const allScopes = [
  ...catalogueScopes,
  'read_customers',
  'read_orders',
  'write_orders',
  'write_products',
  'write_inventory',
]

export const demoApp: App = {
  id: 'cairn-demo',
  secret: 'demo-client-secret',
  scopes: allScopes,
  approval: 2,
}

export const apps: readonly App[] = [
  demoApp,
  { id: 'cairn-catalogue', secret: 'catalogue-client-secret', scopes: catalogueScopes, approval: 2 },
  { id: 'cairn-unapproved', secret: 'unapproved-client-secret', scopes: allScopes, approval: 0 },
  { id: 'cairn-level-1', secret: 'level-1-client-secret', scopes: allScopes, approval: 1 },
]

/** Tokens a merchant made by hand for an app of their own; they last until they are taken back. */
export function customTokens(storeKey: string): Map<string, App> {
  return new Map(
    apps.map((app) => [
      app === demoApp ? `demo-access-token-${storeKey}` : `${app.id}-access-token-${storeKey}`,
      { ...app, id: `${app.id}-custom` },
    ]),
  )
}
