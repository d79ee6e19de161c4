import { type FaultSettings, noFaults } from '../kit/faults.ts'
import { jsonReply, type Reply, readForm, readJson, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import { oauthError } from './answers.ts'
import { type App, apps } from './apps.ts'
import type { Codes } from './codes.ts'
import { type Issued, refreshLifetime, type Tokens } from './tokens.ts'

/** Seconds an access token lives: one an app got for itself, and one a merchant's consent gave it. */
const lifetimes = { clientCredentials: 86_399, offline: 3600 }
const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** The body's fields, whether JSON or a form. */
function fieldsOf(request: SimRequest): Record<string, string> {
  if (!(request.headers['content-type'] ?? '').includes('json')) return Object.fromEntries(readForm(request))
  return Object.fromEntries(
    Object.entries(readJson(request) ?? {}).map(([name, value]) => [name, String(value)]),
  )
}

const callerOf = (app: App, scopes: readonly string[]) => ({
  app: app.id,
  scopes,
  approval: app.approval,
})

const pairAnswer = ({ access, refresh, lifetimeSeconds }: Issued, scopes: readonly string[]) =>
  jsonReply(200, {
    access_token: access,
    scope: scopes.join(','),
    expires_in: lifetimeSeconds,
    refresh_token: refresh,
    refresh_token_expires_in: refreshLifetime,
  })

/** Answers `POST admin/oauth/access_token`: a code, a refresh token, or the app's own word. */
export function createSignIn(tokens: Tokens, codes: Codes, faults: () => FaultSettings) {
  /** As long as the vendor has it, unless a tester has set another. */
  const lifetime = (seconds: number) => {
    const set = faults().tokenLifetimeSeconds
    return set === noFaults.tokenLifetimeSeconds ? seconds : Math.min(seconds, set)
  }

  return function issue(request: SimRequest, store: WorldStore): Reply {
    const fields = fieldsOf(request)
    const storeKey = store.profile.key
    const app = apps.find(({ id }) => id === fields['client_id'])
    if (app === undefined || app.secret !== fields['client_secret']) {
      return oauthError('invalid_client', 'The client credentials are not valid', 401)
    }
    if (fields['grant_type'] === 'client_credentials') {
      const seconds = lifetime(lifetimes.clientCredentials)
      const holder = { storeKey, caller: callerOf(app, app.scopes) }
      return jsonReply(200, {
        access_token: tokens.issue(holder, seconds),
        scope: app.scopes.join(','),
        expires_in: seconds,
      })
    }
    if (fields['grant_type'] === 'refresh_token') {
      const seconds = lifetime(lifetimes.offline)
      const renewed = tokens.renew(fields['refresh_token'] ?? '', storeKey, app.id, seconds)
      return renewed === null
        ? oauthError('invalid_grant', 'The refresh token is not valid or was used before')
        : pairAnswer(renewed, renewed.caller.scopes)
    }
    const expiring = fields['expiring'] === '1'
    if (fields['grant_type'] === tokenExchange) {
      const caller = tokens.check(fields['subject_token'] ?? '', storeKey)
      if (caller === null || caller.app !== app.id || !expiring) {
        return oauthError('invalid_subject_token', 'The token to exchange is not valid')
      }
      const pair = tokens.issuePair({ storeKey, caller }, lifetime(lifetimes.offline))
      return pairAnswer(pair, caller.scopes)
    }
    const scopes = codes.take(fields['code'] ?? '', storeKey, app.id)
    if (scopes === null) {
      return oauthError('invalid_request', 'The authorization code was not found or was already used')
    }
    const holder = { storeKey, caller: callerOf(app, scopes) }
    if (expiring) return pairAnswer(tokens.issuePair(holder, lifetime(lifetimes.offline)), scopes)
    return jsonReply(200, { access_token: tokens.issue(holder, null), scope: scopes.join(',') })
  }
}
