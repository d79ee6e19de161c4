import type { Adapter, OAuthFlow } from '#server/adapters/contract.ts'

/** How an adapter has people sign in on its vendor's page; null when this method is one of typed credentials only. */
export function interactiveSignIn(adapter: Adapter, signInMethod: string): OAuthFlow | null {
  const method = adapter.manifest.signInMethods.find(({ id }) => id === signInMethod)
  return (method?.interactive === true && adapter.oauth) || null
}
