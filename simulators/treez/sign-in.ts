import { randomBytes } from 'node:crypto'
import { jsonReply, type Reply, readForm, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import type { Clock } from '../world/types.ts'
import { judgeSignedCall } from './certificate.ts'
import { ageOf } from './dialect.ts'
import { failure, unauthenticated } from './envelope.ts'
import { localIsoNoColon } from './times.ts'

export const demoClientId = 'cairn-demo'
export const demoApiKey = (storeKey: string) => `demo-key-${storeKey}`
/** Opens the catalogue, neither true stock nor packages. */
export const limitedApiKey = (storeKey: string) => `limited-key-${storeKey}`
const revokedKey = 'revoked-key'
const closedToLimited = /\/stock\/getStock$|\/packages$/

type Grant = { storeKey: string; expiresAt: number; limited: boolean }

export type SignIn = {
  /** Answers `POST config/api/gettokens`. */
  issue(request: SimRequest, store: WorldStore): Reply
  /** @returns the refusal, or null when the call may go on */
  check(request: SimRequest, store: WorldStore): Reply | null
  /** The same for a call that has to be signed with a certificate's key. */
  checkSigned(request: SimRequest): Reply | null
  expireAll(): void
}

/** Tokens are real secrets, so they are not drawn from the seed. Lifetime in seconds. */
export function createSignIn(clock: Clock, lifetimeSeconds: () => number): SignIn {
  const grants = new Map<string, Grant>()
  const now = () => clock.now().getTime()

  const refusalOf = (request: SimRequest) => {
    const verdict = judgeSignedCall(request, now())
    if (verdict === 'invalid') return failure(400, 'INVALID_REQUEST', 'exp must be iat + 30000')
    return verdict === 'good' ? null : unauthenticated()
  }

  return {
    checkSigned: refusalOf,
    issue(request, store) {
      const form = readForm(request)
      const [clientId, apiKey] = [form.get('client_id') ?? '', form.get('apikey') ?? '']
      if (clientId === '' || apiKey === '')
        return failure(400, 'INVALID_REQUEST', 'client_id and apikey are required')
      // A key that once worked is refused inside a 200: a client has to read the envelope.
      if (apiKey === revokedKey)
        return jsonReply(200, {
          resultCode: 'FAIL',
          resultReason: 'INVALID_API_KEY',
          resultDetail: 'API key is revoked',
        })
      const limited = apiKey === limitedApiKey(store.profile.key)
      if (clientId !== demoClientId || (apiKey !== demoApiKey(store.profile.key) && !limited)) {
        return failure(401, 'INVALID_API_KEY', 'Client id or API key is not valid for this dispensary')
      }
      const seconds = lifetimeSeconds()
      const expiresAt = now() + seconds * 1000
      const token = randomBytes(48).toString('base64url')
      for (const [old, grant] of grants) if (grant.expiresAt <= now()) grants.delete(old)
      grants.set(token, { storeKey: store.profile.key, expiresAt, limited })
      return jsonReply(200, {
        resultCode: 'SUCCESS',
        resultReason: null,
        resultDetail: null,
        access_token: token,
        refresh_token: randomBytes(48).toString('base64url'),
        expires_at: localIsoNoColon(expiresAt, store.profile.timeZone),
        expires_in: ageOf(store.profile.key).lifetimeAsText ? String(seconds) : seconds,
      })
    },
    check(request, store) {
      const signed = /^[^.\s]+\.[^.\s]+$/.test(request.headers['authorization'] ?? '')
      if (signed && request.path.startsWith('/dispensary/v3/')) return refusalOf(request)
      if (request.headers['client_id'] !== demoClientId) return unauthenticated()
      const token = (request.headers['authorization'] ?? '').replace(/^Bearer /i, '')
      const grant = grants.get(token)
      const good = grant !== undefined && grant.storeKey === store.profile.key && grant.expiresAt > now()
      if (!good) return unauthenticated()
      return grant.limited && closedToLimited.test(request.path)
        ? failure(403, 'FORBIDDEN', 'This client may not read this')
        : null
    },
    expireAll: () => grants.clear(),
  }
}
