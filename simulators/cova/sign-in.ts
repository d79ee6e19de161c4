import { randomBytes } from 'node:crypto'
import { jsonReply, type Reply, readForm, type SimRequest } from '../kit/http.ts'
import type { Clock } from '../world/types.ts'
import { refusal } from './answers.ts'
import { companyId } from './dialect.ts'

export const demoUser = {
  clientId: 'Demo.Cairn',
  clientSecret: 'demo-client-secret',
  username: 'Demo.COVA.APIUser.Cairn',
  password: 'demo-user-password',
}
export const demoApiKey = `demo-key-${companyId}`

/** Of the same company, without the right to its product data. */
const counterApiKey = `${demoApiKey}-counter`

/** Both worked once. */
const revokedUser = 'revoked.user'
const expiredPassword = 'expired-password'

export type SignIn = {
  /** Answers `POST /v1/oauth2/token`. */
  issue(request: SimRequest): Reply
  /** @returns the refusal, or null when the call may go on */
  check(request: SimRequest): Reply | null
  expireAll(): void
}

const oauthError = (status: number, error: string, error_description: string) =>
  jsonReply(status, { error, error_description })

/** Tokens are real secrets, so they are not drawn from the seed. Lifetime in seconds. */
export function createSignIn(clock: Clock, lifetimeSeconds: () => number): SignIn {
  const tokens = new Map<string, number>()
  const now = () => clock.now().getTime()
  return {
    issue(request) {
      const form = readForm(request)
      const given = (name: string) => form.get(name) ?? ''
      if (form.get('grant_type') === null) return oauthError(400, 'invalid_request', 'grant_type is missing')
      if (given('grant_type') !== 'password') {
        return oauthError(400, 'unsupported_grant_type', 'Only password is supported')
      }
      if (given('client_id') !== demoUser.clientId || given('client_secret') !== demoUser.clientSecret) {
        return oauthError(401, 'invalid_client', 'Client authentication failed')
      }
      if (given('username') === revokedUser) return oauthError(400, 'invalid_grant', 'The user is disabled')
      if (given('password') === expiredPassword) {
        return oauthError(400, 'invalid_grant', 'The password has expired')
      }
      if (given('username') !== demoUser.username || given('password') !== demoUser.password) {
        return oauthError(400, 'invalid_grant', 'The user name or password is incorrect')
      }
      for (const [old, expiresAt] of tokens) if (expiresAt <= now()) tokens.delete(old)
      const token = randomBytes(48).toString('base64url')
      const seconds = lifetimeSeconds()
      tokens.set(token, now() + seconds * 1000)
      return jsonReply(200, {
        access_token: token,
        token_type: 'Bearer',
        // One second is gone when it is counted: the live service says 43199 of twelve hours.
        expires_in: seconds - 1,
        refresh_token: randomBytes(48).toString('base64url'),
      })
    },
    check({ headers, path }) {
      const key = headers['ocp-apim-subscription-key']
      const [, token = ''] = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '') ?? []
      const good = key === undefined ? (tokens.get(token) ?? 0) > now() : key === demoApiKey
      if (key === counterApiKey) {
        return path.startsWith('/dataplatform/') ? refusal(403, 'The key may not read product data.') : null
      }
      return good ? null : refusal(401, 'Authorization has been denied for this request.')
    },
    expireAll: () => tokens.clear(),
  }
}
