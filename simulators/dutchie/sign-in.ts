import { randomBytes } from 'node:crypto'
import { jsonReply, type Reply, readForm, type SimRequest } from '../kit/http.ts'
import type { Clock } from '../world/types.ts'

export const integratorKey = 'demo-integrator'
export const demoClient = (storeKey: string) => ({
  clientId: `demo-client-${storeKey}`,
  clientSecret: `demo-secret-${storeKey}`,
})
/** `-counter` at the end: a key without the role Reporting. */
export const demoLocationKey = (storeKey: string) => `demo-location-${storeKey}`

export type Role = 'Customer' | 'Inventory' | 'PreOrder' | 'Reporting' | 'Room'

export type Caller = { storeKey: string; roles: ReadonlySet<Role> }

const allRoles: ReadonlySet<Role> = new Set<Role>(['Customer', 'Inventory', 'PreOrder', 'Reporting', 'Room'])
const counterRoles: ReadonlySet<Role> = new Set<Role>(['Inventory'])

/** Worked once. */
const revokedSecret = 'revoked-secret'

type Grant = { storeKey: string; expiresAt: number }

export type SignIn = {
  /** Answers `POST /oauth/token`. */
  issue(request: SimRequest): Reply
  /** Whose call it is; null when it is nobody's. */
  callerOf(request: SimRequest): Caller | null
  expireAll(): void
}

/** Tokens are real secrets, so they are not drawn from the seed. Lifetime in seconds. */
export function createSignIn(
  storeKeys: readonly string[],
  clock: Clock,
  lifetimeSeconds: () => number,
): SignIn {
  const grants = new Map<string, Grant>()
  const now = () => clock.now().getTime()

  /** User: the location's key. Password: the integrator's key, or nothing yet. */
  const byKey = (pair: string): Caller | null => {
    const [user = '', password = ''] = Buffer.from(pair, 'base64').toString('utf8').split(':')
    if (password !== '' && password !== integratorKey) return null
    for (const storeKey of storeKeys) {
      if (user === demoLocationKey(storeKey)) return { storeKey, roles: allRoles }
      if (user === `${demoLocationKey(storeKey)}-counter`) return { storeKey, roles: counterRoles }
    }
    return null
  }

  return {
    issue(request) {
      const form = readForm(request)
      if (form.get('grant_type') !== 'client_credentials') {
        return jsonReply(400, { error: 'unsupported_grant_type' })
      }
      if (form.get('client_secret') === revokedSecret) return jsonReply(400, { error: 'unauthorized_client' })
      const storeKey = storeKeys.find((key) => {
        const { clientId, clientSecret } = demoClient(key)
        return form.get('client_id') === clientId && form.get('client_secret') === clientSecret
      })
      if (storeKey === undefined) return jsonReply(401, { error: 'invalid_client' })
      const seconds = lifetimeSeconds()
      for (const [old, grant] of grants) if (grant.expiresAt <= now()) grants.delete(old)
      const token = randomBytes(48).toString('base64url')
      grants.set(token, { storeKey, expiresAt: now() + seconds * 1000 })
      return jsonReply(200, { access_token: token, token_type: 'Bearer', expires_in: seconds })
    },
    callerOf({ headers }) {
      const [scheme = '', value = ''] = (headers['authorization'] ?? '').split(' ')
      if (scheme.toLowerCase() === 'basic') return byKey(value)
      const grant = scheme.toLowerCase() === 'bearer' ? grants.get(value) : undefined
      return grant !== undefined && grant.expiresAt > now()
        ? { storeKey: grant.storeKey, roles: allRoles }
        : null
    },
    expireAll: () => grants.clear(),
  }
}
