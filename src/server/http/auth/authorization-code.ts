import type { Token } from '../types.ts'
import { requestToken, type TokenEndpoint } from './request-token.ts'

/** Of a token that lasts until somebody takes it back. */
const never = new Date('9999-12-31T00:00:00Z')

/**
 * Exchanges the code of an OAuth 2.0 consent page for a token: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3.
 * A code is good once, so the request is never sent again. A token that comes with neither an end nor something to renew
 * it with is kept until it is refused.
 * @param options.codeVerifier of PKCE (RFC 7636); null where the server has none
 * @param options.redirectUri as it was sent to the consent page; null where the server does not want it
 * @param options.parameters what the server wants besides
 * @returns `scope`: the rights that were given, when the server says
 * @throws {AdapterError}
 */
export async function authorizationCodeToken(
  options: TokenEndpoint & {
    clientId: string
    clientSecret: string
    code: string
    redirectUri: string | null
    codeVerifier: string | null
    encoding: 'form' | 'json'
    parameters?: Record<string, string>
  },
): Promise<{ token: Token; scope: string | null }> {
  const { clientId, clientSecret, code, redirectUri, codeVerifier, encoding, parameters, ...endpoint } =
    options
  const grant = {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
    ...(redirectUri !== null && { redirect_uri: redirectUri }),
    ...(codeVerifier !== null && { code_verifier: codeVerifier }),
    ...parameters,
  }
  const { token, scope, endless } = await requestToken(endpoint, grant, { encoding, repeatable: false })
  return { token: endless ? { ...token, expiresAt: never } : token, scope }
}
