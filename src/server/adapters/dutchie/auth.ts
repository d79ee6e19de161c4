import { createHash } from 'node:crypto'
import { basic } from '../../http/auth/basic.ts'
import { clientCredentialsToken } from '../../http/auth/client-credentials.ts'
import { exchangedToken } from '../../http/auth/exchanged-token.ts'
import { renewToken } from '../../http/auth/renew-token.ts'
import type { AuthStrategy, HttpClient } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

export type SignIn = {
  strategy: AuthStrategy
  /** Asks for a new token where there are tokens, so that a secret revoked since the last one shows. */
  anew(): Promise<void>
}

/**
 * One of the two ways in: client credentials, or HTTP Basic with the location key as user and the integrator key as
 * password, empty where there is none (https://api.pos.dutchie.com/pages/authentication.html).
 * @param client without a strategy, for the token endpoint
 */
export function signInOf(context: AdapterContext, client: HttpClient): SignIn {
  const { clientId = '', clientSecret = '', locationKey = '', integratorKey = '' } = context.credentials
  if (context.signInMethod === 'location_key') {
    return { strategy: basic(locationKey, integratorKey), anew: async () => {} }
  }
  const { tokens, clock, signal } = context
  const obtain = () =>
    clientCredentialsToken({
      client,
      clock,
      signal,
      path: '/oauth/token',
      clientId,
      clientSecret,
      encoding: 'form',
    })
  return { strategy: exchangedToken({ tokens, obtain }), anew: () => renewToken(tokens, obtain) }
}

/** Names a location in the budget without showing its key. */
export function locationOf({ signInMethod, credentials }: AdapterContext): string {
  const key = signInMethod === 'location_key' ? credentials['locationKey'] : credentials['clientId']
  return createHash('sha256').update(`${signInMethod} ${key}`).digest('hex').slice(0, 16)
}
