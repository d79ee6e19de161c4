import { clientCredentialsToken } from '../../http/auth/client-credentials.ts'
import { exchangedToken } from '../../http/auth/exchanged-token.ts'
import type { AuthStrategy, HttpClient, Token } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

/** Who the token is for. One client is known to write it with a slash at its end. */
const AUDIENCE = 'https://api.flowhub.co'

/** Auth0 client credentials, as for Order Ahead. */
export function obtainToken(context: AdapterContext, client: HttpClient): Promise<Token> {
  const { clientId = '', clientSecret = '' } = context.credentials
  return clientCredentialsToken({
    client,
    clock: context.clock,
    path: '/oauth/token',
    clientId,
    clientSecret,
    encoding: 'json',
    parameters: { audience: AUDIENCE },
    signal: context.signal,
  })
}

/** A bearer token, or the two headers `clientId` and `key` with every call. */
export function signIn(context: AdapterContext, signInClient: HttpClient): AuthStrategy {
  if (context.signInMethod === 'oauth') {
    return exchangedToken({ tokens: context.tokens, obtain: () => obtainToken(context, signInClient) })
  }
  const { clientId = '', key = '' } = context.credentials
  return {
    renews: false,
    async apply(headers) {
      Object.assign(headers, { clientId, key })
      return {}
    },
  }
}
