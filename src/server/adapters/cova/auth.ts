import { apiKey } from '../../http/auth/api-key.ts'
import { exchangedToken } from '../../http/auth/exchanged-token.ts'
import { passwordGrantToken } from '../../http/auth/password-grant.ts'
import type { AuthStrategy, HttpClient, Token } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

/** COVA's gateway says it is Azure API Management, which takes its keys in this header. */
const KEY_HEADER = 'ocp-apim-subscription-key'

export function usesApiKey(context: AdapterContext): boolean {
  return context.signInMethod === 'api_key'
}

/** How data calls are signed in. A token lasts twelve hours and is to be kept: https://api.covasoft.net/TroubleShooting */
export function covaSignIn(context: AdapterContext, signInClient: HttpClient): AuthStrategy {
  if (usesApiKey(context)) return apiKey({ header: KEY_HEADER, key: context.credentials['apiKey'] ?? '' })
  return exchangedToken({ tokens: context.tokens, obtain: () => obtainToken(context, signInClient) })
}

/**
 * Exchanges user and client for an access token.
 * @throws {AdapterError} `unauthenticated` when COVA does not accept them
 */
export function obtainToken(context: AdapterContext, client: HttpClient): Promise<Token> {
  const { clientId = '', clientSecret = '', username = '', password = '' } = context.credentials
  return passwordGrantToken({
    client,
    clock: context.clock,
    path: '/v1/oauth2/token',
    clientId,
    clientSecret,
    username,
    password,
    signal: context.signal,
  })
}
