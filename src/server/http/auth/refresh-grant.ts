import { AdapterError } from '../../adapters/errors.ts'
import type { Token } from '../types.ts'
import { requestToken, type TokenEndpoint } from './request-token.ts'

/**
 * Obtains the next token with the refresh token of the one before: https://www.rfc-editor.org/rfc/rfc6749#section-6. Goes
 * with `exchangedToken`, whose store lets one process at a time send a refresh token and keeps its replacement before
 * anybody uses it. A server that rotates answers with a new refresh token; from one that doesn't the old one stays.
 * @param options.previous the token stored so far
 * @param options.parameters what the server wants besides
 * @throws {AdapterError} `unauthenticated` when there is nothing to renew with: a person has to sign in again
 */
export async function refreshGrantToken(
  options: TokenEndpoint & {
    previous: Token | null
    clientId: string
    clientSecret: string
    encoding: 'form' | 'json'
    parameters?: Record<string, string>
  },
): Promise<Token> {
  const { previous, clientId, clientSecret, encoding, parameters, ...endpoint } = options
  if (previous === null)
    throw new AdapterError('unauthenticated', 'Nobody has signed in at the POS yet. Sign in.')
  const { refresh } = previous
  const over = refresh?.expiresAt && refresh.expiresAt <= endpoint.clock.now()
  if (!refresh || over) {
    throw new AdapterError('unauthenticated', 'The sign-in at the POS has ended. Sign in again.')
  }
  const grant = {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refresh.value,
    ...parameters,
  }
  const { token } = await requestToken(endpoint, grant, { encoding })
  return { ...token, refresh: token.refresh ?? refresh }
}
