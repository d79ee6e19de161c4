import { apiKey } from '../../http/auth/api-key.ts'
import { clientCredentialsToken } from '../../http/auth/client-credentials.ts'
import { exchangedToken } from '../../http/auth/exchanged-token.ts'
import { refreshGrantToken } from '../../http/auth/refresh-grant.ts'
import { renewToken } from '../../http/auth/renew-token.ts'
import type { AuthStrategy, HttpClient, Token } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

/** Every call carries its token here: https://shopify.dev/docs/api/admin-graphql#authentication */
const HEADER = 'x-shopify-access-token'

/** Below the shop's address; for every grant. */
export const TOKEN_PATH = '/admin/oauth/access_token'

export type SignIn = {
  strategy: AuthStrategy
  /** A token asked for just now, where there is one to ask for: rights withdrawn since the last one show. */
  renew(): Promise<void>
}

/** @param client without a strategy of its own, to ask for tokens with */
export function signInOf(context: AdapterContext, client: HttpClient): SignIn {
  if (context.signInMethod === 'access_token') {
    const key = context.credentials['accessToken'] ?? ''
    return { strategy: apiKey({ header: HEADER, key }), renew: async () => {} }
  }
  const obtain = (previous: Token | null) => obtainToken(context, client, previous)
  const strategy = exchangedToken({
    tokens: context.tokens,
    obtain,
    header: HEADER,
    format: (token) => token,
  })
  // A consent is not asked for again to see whether it still holds: the next call tells.
  const renew = context.signInMethod === 'oauth' ? async () => {} : () => renewToken(context.tokens, obtain)
  return { strategy, renew }
}

/** Shopify rotates: each refresh brings a new refresh token, and the store keeps both before either is used. */
function obtainToken(context: AdapterContext, client: HttpClient, previous: Token | null): Promise<Token> {
  const { clientId = '', clientSecret = '' } = context.credentials
  const { clock, signal } = context
  const endpoint = {
    client,
    clock,
    signal,
    path: TOKEN_PATH,
    clientId,
    clientSecret,
    encoding: 'json' as const,
  }
  return context.signInMethod === 'oauth'
    ? refreshGrantToken({ ...endpoint, previous })
    : clientCredentialsToken(endpoint)
}
