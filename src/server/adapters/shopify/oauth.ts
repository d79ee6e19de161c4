import { authorizationCodeToken } from '../../http/auth/authorization-code.ts'
import type { AdapterContext, OAuthFlow } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { TOKEN_PATH } from './auth.ts'
import { verifyCallback } from './callback.ts'
import { readSignInError } from './errors.ts'
import { rateLimitOf } from './limits.ts'
import { askedScopes, missingScopes, neededScopes } from './scopes.ts'
import { shopUrl } from './shop.ts'

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant */
export const oauth: OAuthFlow = {
  pkce: false,
  authorizeUrl({ baseUrl, credentials, redirectUri, state }) {
    const url = new URL(`${shopUrl(baseUrl, credentials['shop'] ?? '')}/admin/oauth/authorize`)
    url.searchParams.set('client_id', credentials['clientId'] ?? '')
    url.searchParams.set('scope', askedScopes.join(','))
    url.searchParams.set('redirect_uri', redirectUri)
    url.searchParams.set('state', state)
    return url
  },
  verifyCallback,
  async exchange(context, { code }) {
    const { clientId = '', clientSecret = '' } = context.credentials
    const { token, scope } = await authorizationCodeToken({
      client: tokenClient(context),
      clock: context.clock,
      signal: context.signal,
      path: TOKEN_PATH,
      clientId,
      clientSecret,
      code,
      redirectUri: null,
      codeVerifier: null,
      encoding: 'json',
      // An hour's token with one to renew it; from 2027 on public apps get no other.
      parameters: { expiring: '1' },
    })
    const missing = scope === null ? [] : missingScopes(neededScopes, scope.split(','))
    if (missing.length > 0) {
      const message = `The shop let Cairn in without ${missing.join(', ')}. Allow the app these scopes, then sign in again.`
      throw new AdapterError('forbidden', message)
    }
    return token
  },
}

/** What tokens are asked for with. */
export function tokenClient(context: AdapterContext) {
  return context.createClient({
    baseUrl: shopUrl(context.baseUrl, context.credentials['shop'] ?? ''),
    rateLimit: rateLimitOf(context),
    auth: null,
    readError: readSignInError,
  })
}
