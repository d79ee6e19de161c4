import type { Token } from '../types.ts'
import { requestToken, type TokenEndpoint } from './request-token.ts'

/**
 * Asks for a token by OAuth 2.0 client credentials: https://www.rfc-editor.org/rfc/rfc6749#section-4.4.
 * Goes with `exchangedToken`, which keeps it and asks again in time.
 * @param options.encoding `form` as the RFC has it, or `json` where the server wants that
 * @param options.parameters what the server wants besides, e.g. `audience` or `scope`
 * @throws {AdapterError}
 */
export async function clientCredentialsToken(
  options: TokenEndpoint & {
    clientId: string
    clientSecret: string
    encoding: 'form' | 'json'
    parameters?: Record<string, string>
  },
): Promise<Token> {
  const { clientId, clientSecret, encoding, parameters = {}, ...endpoint } = options
  const client = { client_id: clientId, client_secret: clientSecret }
  const grant = { grant_type: 'client_credentials', ...client, ...parameters }
  return (await requestToken(endpoint, grant, { encoding })).token
}
