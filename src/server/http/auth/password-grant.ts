import type { Token } from '../types.ts'
import { requestToken, type TokenEndpoint } from './request-token.ts'

/**
 * Asks for a token by the OAuth 2.0 password grant, for servers that know no newer way:
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.3. Goes with `exchangedToken`, which keeps it and asks again in time;
 * a refresh token is not kept, because user and password are at hand.
 * @throws {AdapterError}
 */
export async function passwordGrantToken(
  options: TokenEndpoint & { clientId: string; clientSecret: string; username: string; password: string },
): Promise<Token> {
  const { clientId, clientSecret, username, password, ...endpoint } = options
  const client = { client_id: clientId, client_secret: clientSecret }
  const grant = { grant_type: 'password', username, password, ...client }
  const { value, expiresAt } = (await requestToken(endpoint, grant, { encoding: 'form' })).token
  return { value, expiresAt }
}
