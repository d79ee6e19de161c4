import { createHash, randomBytes } from 'node:crypto'
import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import type { Clock } from '../world/types.ts'
import { refusal } from './answers.ts'
import { clientId } from './dialect.ts'

/** The key of the whole client: it opens every store. */
export const demoKey = '0b9f2d64-71ce-4c55-9d0a-e4f7a8c61b23'

/** A key of the same client that may read everything but stock: permissions are given by endpoint. */
const counterKey = '6d0e7a13-58b2-4f6a-8c9d-2b4f0a7e913c'
const stockLists = /\/(inventory|analytics)\w*$/i

/** The pair a store gets for Order Ahead; another one than client id and key. */
export const demoPair = (storeKey: string) => ({
  clientId: `demo-auth0-${storeKey}`,
  clientSecret: `demo-secret-${storeKey}`,
})
const revokedSecret = 'revoked-secret'
const audience = 'https://api.flowhub.co'

type Grant = { storeKey: string; expiresAt: number }

export type SignIn = {
  /** Answers `POST /oauth/token`. */
  issue(request: SimRequest): Reply
  /** @returns the refusal, or null when the call may go on; `storeKey` null asks for no store in particular */
  check(request: SimRequest, storeKey: string | null): Reply | null
  expireAll(): void
}

const oauthError = (status: number, error: string, description: string) =>
  jsonReply(status, { error, error_description: description })

/** Tokens are real secrets, so they are not drawn from the seed. Lifetime in seconds. */
export function createSignIn(
  clock: Clock,
  storeKeys: readonly string[],
  lifetimeSeconds: () => number,
): SignIn {
  const grants = new Map<string, Grant>()
  const now = () => clock.now().getTime()

  const checkToken = (token: string, storeKey: string | null) => {
    const grant = grants.get(token)
    if (!grant || grant.expiresAt <= now()) return refusal(401, 'Unauthorized')
    return storeKey === null || grant.storeKey === storeKey ? null : refusal(403, 'Forbidden')
  }
  return {
    issue(request) {
      const body = readJson(request)
      if (body?.['grant_type'] !== 'client_credentials') {
        return oauthError(400, 'unsupported_grant_type', 'The grant type is not supported')
      }
      const pairOf = (storeKey: string) => demoPair(storeKey)
      const storeKey = storeKeys.find((key) => pairOf(key).clientId === body['client_id'])
      if (body['client_secret'] === revokedSecret) {
        return oauthError(403, 'unauthorized_client', 'The grant of this client was taken back')
      }
      if (storeKey === undefined || pairOf(storeKey).clientSecret !== body['client_secret']) {
        return oauthError(401, 'access_denied', 'Unauthorized')
      }
      if (String(body['audience']).replace(/\/$/, '') !== audience) {
        return oauthError(403, 'access_denied', 'Service not found')
      }
      const seconds = lifetimeSeconds()
      const token = `eyJ${randomBytes(48).toString('base64url')}`
      for (const [old, { expiresAt }] of grants) if (expiresAt <= now()) grants.delete(old)
      grants.set(token, { storeKey, expiresAt: now() + seconds * 1000 })
      return jsonReply(200, {
        access_token: token,
        scope: 'read:inventory create:orders',
        expires_in: seconds,
        token_type: 'Bearer',
      })
    },
    check({ headers, path }, storeKey) {
      const [, token] = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '') ?? []
      if (token !== undefined) return checkToken(token, storeKey)
      if (headers['clientid'] === clientId && headers['key'] === counterKey) {
        return stockLists.test(path) ? refusal(403, 'Forbidden') : null
      }
      const known = headers['clientid'] === clientId && headers['key'] === demoKey
      return known ? null : refusal(401, 'Unauthorized')
    },
    expireAll: () => grants.clear(),
  }
}

/** Whose budget a call draws on: the client's or the token's. Never the secret itself. */
export function callerOf({ headers }: SimRequest): string {
  const said = headers['clientid'] ?? headers['authorization'] ?? ''
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}
