import { createHmac } from 'node:crypto'
import { type Reply, readForm, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import type { Clock } from '../world/types.ts'
import { escaped, page } from './answers.ts'
import { type App, apps } from './apps.ts'
import type { Codes } from './codes.ts'
import { shopDomain } from './dialect.ts'

/** What an app asks the merchant for. */
type Wish = { app: App; scopes: string[]; redirectUri: URL; state: string; perUser: boolean }

const refused = (why: string) => page(400, 'Oauth error', `<h1>Oauth error</h1><p>${escaped(why)}</p>`)

/** Where apps under test run; the real dashboard has a list for each app. */
const allowed = ({ hostname }: URL) =>
  /^(localhost|127\.0\.0\.1|\[::1\])$|\.(localhost|test|example)$/.test(hostname)

function readWish(fields: URLSearchParams): Wish | Reply {
  const id = fields.get('client_id') ?? ''
  const app = apps.find((one) => one.id === id)
  if (app === undefined) return refused(`invalid_request: Could not find application with api_key ${id}`)
  const redirect = fields.get('redirect_uri') ?? ''
  const redirectUri = URL.canParse(redirect) ? new URL(redirect) : null
  if (redirectUri === null || !allowed(redirectUri)) {
    return refused('invalid_request: The redirect_uri is not whitelisted')
  }
  const scopes = (fields.get('scope') ?? '').split(',').filter((scope) => scope !== '')
  const unknown = scopes.find((scope) => !/^(read|write)_[a-z_]+$/.test(scope))
  if (unknown !== undefined) return refused(`invalid_scope: ${unknown} is not a scope`)
  return {
    app,
    scopes,
    redirectUri,
    state: fields.get('state') ?? '',
    perUser: fields.getAll('grant_options[]').includes('per-user'),
  }
}

/** The query of a redirect with the signature over all of it: sorted, joined, HMAC-SHA256 with the app's secret, in hex. */
export function signed(query: Record<string, string>, secret: string): URLSearchParams {
  const sorted = new URLSearchParams(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const message = sorted.toString().replaceAll('+', '%20')
  sorted.set('hmac', createHmac('sha256', secret).update(message).digest('hex'))
  return sorted
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`

/** `GET admin/oauth/authorize`: asks the merchant, who is signed in, whether the app may come in. */
export function showConsent({ query }: SimRequest, store: WorldStore): Reply {
  const wish = readWish(query)
  if ('status' in wish) return wish
  const scopes = wish.scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')
  const kept = [...query].map(([name, value]) => hidden(name, value)).join('')
  return page(
    200,
    'Install Cairn',
    `<h1>Install Cairn on ${escaped(shopDomain(store))}?</h1><p>It asks for:</p><ul>${scopes}</ul><form method="post">${kept}<button name="decision" value="allow">Allow</button><button name="decision" value="cancel">Cancel</button></form>`,
  )
}

/** `POST admin/oauth/authorize`: what the merchant pressed. Sends the browser back to the app. */
export function decide(
  request: SimRequest,
  store: WorldStore,
  { codes, clock }: { codes: Codes; clock: Clock },
): Reply {
  const fields = readForm(request)
  const wish = readWish(fields)
  if ('status' in wish) return wish
  const { app, scopes, redirectUri, state } = wish
  // Who may be granted more than the app is registered for: nobody.
  const granted = scopes.filter((scope) => app.scopes.includes(scope))
  const outcome: Record<string, string> =
    fields.get('decision') === 'allow'
      ? { code: codes.issue(store.profile.key, app.id, granted) }
      : { error: 'access_denied', error_description: 'The merchant did not install the app' }
  const answer = signed(
    {
      ...outcome,
      host: Buffer.from(`admin.shopify.com/store/${store.profile.key}`).toString('base64url'),
      shop: shopDomain(store),
      state,
      timestamp: String(Math.floor(clock.now().getTime() / 1000)),
    },
    app.secret,
  )
  for (const [name, value] of answer) redirectUri.searchParams.set(name, value)
  return { status: 302, headers: { location: redirectUri.href, 'cache-control': 'no-store' }, body: '' }
}
