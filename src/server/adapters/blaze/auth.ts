import { createHash } from 'node:crypto'
import { apiKeys } from '../../http/auth/api-keys.ts'
import { bearer } from '../../http/auth/bearer.ts'
import type { AuthStrategy } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

/** A bearer token, or the partner's key and the shop's developer key, which is sent raw. */
export function signIn({ signInMethod, credentials }: AdapterContext): AuthStrategy {
  const { bearerToken = '', partnerKey = '', developerKey = '' } = credentials
  if (signInMethod === 'bearer') return bearer(bearerToken)
  return apiKeys({ 'x-api-key': partnerKey, authorization: developerKey })
}

/** Names a shop in the budget without showing its key. */
export function shopOf({ signInMethod, credentials }: AdapterContext): string {
  const key = signInMethod === 'bearer' ? credentials['bearerToken'] : credentials['developerKey']
  return createHash('sha256').update(`${signInMethod} ${key}`).digest('hex').slice(0, 16)
}
