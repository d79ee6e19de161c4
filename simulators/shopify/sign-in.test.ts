import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

const app = { client_id: 'cairn-demo', client_secret: 'demo-client-secret' }
const redirectUri = 'http://localhost:3000/api/oauth/callback'
const tokenSchema = z.object({ access_token: z.string(), scope: z.string(), expires_in: z.number() })
const pairSchema = tokenSchema.extend({ refresh_token: z.string(), refresh_token_expires_in: z.number() })

const wish = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: app.client_id,
    scope: 'read_products,read_all_orders',
    redirect_uri: redirectUri,
    state: 'one-time-state',
    ...more,
  })
const decide = (decision: string) =>
  fetch(`${shop.shopUrl}/admin/oauth/authorize`, {
    method: 'POST',
    body: wish({ decision }),
    redirect: 'manual',
  })
const locationOf = (response: Response) => new URL(response.headers.get('location') ?? '')
const nameOf = async (token: string) => (await shop.ask('{ shop { name } }', {}, { token })).status

async function codeFromConsent() {
  const answer = locationOf(await decide('allow'))
  return answer.searchParams.get('code') ?? ''
}

test('an app gets a token for a day by its own word, and it opens the shop', async () => {
  shop = await startShopify()
  const response = await shop.signIn({ ...app, grant_type: 'client_credentials' })
  const token = tokenSchema.parse(await response.json())
  expect(token.expires_in).toBe(86_399)
  expect(token.scope.split(',')).toContain('read_orders')
  expect(await nameOf(token.access_token)).toBe(200)
  expect(await nameOf('shpat_wrong')).toBe(401)
})

test('the merchant sees who asks for what, and nothing of the query gets into the page unescaped', async () => {
  shop = await startShopify()
  const show = (query: URLSearchParams) => fetch(`${shop.shopUrl}/admin/oauth/authorize?${query}`)
  const response = await show(wish({ state: '"><script>' }))
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html).toContain('Install Cairn on pine-street.myshopify.com?')
  expect(html).toContain('<code>read_products</code>')
  expect(html).not.toContain('<script>')
  expect((await show(wish({ redirect_uri: 'https://elsewhere.org/' }))).status).toBe(400)
  expect((await show(wish({ client_id: 'nobody' }))).status).toBe(400)
})

test('Allow sends the browser back with a code, signed over all parameters', async () => {
  shop = await startShopify()
  const answer = locationOf(await decide('allow'))
  expect(answer.origin + answer.pathname).toBe(redirectUri)
  const { hmac, ...signed } = Object.fromEntries(answer.searchParams)
  expect(signed).toMatchObject({ state: 'one-time-state', shop: 'pine-street.myshopify.com' })
  const message = Object.entries(signed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  expect(hmac).toBe(createHmac('sha256', app.client_secret).update(message).digest('hex'))
})

test('Cancel sends it back with access_denied and no code', async () => {
  shop = await startShopify()
  const { searchParams } = locationOf(await decide('cancel'))
  expect(searchParams.get('error')).toBe('access_denied')
  expect(searchParams.get('state')).toBe('one-time-state')
  expect(searchParams.has('code')).toBe(false)
})

test('a code is exchanged once, for no more than the app is registered for', async () => {
  shop = await startShopify()
  const code = await codeFromConsent()
  const wrong = await shop.signIn({ ...app, client_secret: 'wrong', code })
  expect(wrong.status).toBe(401)
  const pair = pairSchema.parse(await (await shop.signIn({ ...app, code, expiring: '1' })).json())
  expect(pair).toMatchObject({
    scope: 'read_products',
    expires_in: 3600,
    refresh_token_expires_in: 7_776_000,
  })
  const again = await shop.signIn({ ...app, code, expiring: '1' })
  expect(again.status).toBe(400)
  expect(await again.json()).toMatchObject({ error: 'invalid_request' })
})

test('without "expiring" the token is for good', async () => {
  let now = Date.now()
  shop = await startShopify({ clock: { now: () => new Date(now) } })
  const answer: unknown = await (await shop.signIn({ ...app, code: await codeFromConsent() })).json()
  expect(answer).toEqual({ access_token: expect.any(String), scope: 'read_products' })
  now += 100 * 86_400_000
  expect(await nameOf(z.object({ access_token: z.string() }).parse(answer).access_token)).toBe(200)
})

test('a refresh brings two new tokens; the old pair dies when the new one is first used, and not before', async () => {
  let now = Date.now()
  shop = await startShopify({ clock: { now: () => new Date(now) } })
  const code = await codeFromConsent()
  const first = pairSchema.parse(await (await shop.signIn({ ...app, code, expiring: '1' })).json())
  const refresh = (refresh_token: string) =>
    shop.signIn({ ...app, grant_type: 'refresh_token', refresh_token })
  now += 3600_000
  expect(await nameOf(first.access_token)).toBe(401)
  await refresh(first.refresh_token)
  // The answer was lost on the way.
  const second = pairSchema.parse(await (await refresh(first.refresh_token)).json())
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(await nameOf(second.access_token)).toBe(200)
  const late = await refresh(first.refresh_token)
  expect(late.status).toBe(400)
  expect(await late.json()).toMatchObject({ error: 'invalid_grant' })
  expect((await refresh(second.refresh_token)).status).toBe(200)
})

test('tokens end when a tester says so, and live as long as is set', async () => {
  shop = await startShopify()
  const issue = async () =>
    tokenSchema.parse(await (await shop.signIn({ ...app, grant_type: 'client_credentials' })).json())
  const { access_token: token } = await issue()
  await shop.control('POST', '/expire-tokens')
  expect(await nameOf(token)).toBe(401)
  await shop.control('PUT', '/faults', { tokenLifetimeSeconds: 30 })
  expect((await issue()).expires_in).toBe(30)
})

test('a token of one shop opens no other, and nothing secret gets into the log', async () => {
  shop = await startShopify()
  const code = await codeFromConsent()
  const pair = pairSchema.parse(await (await shop.signIn({ ...app, code, expiring: '1' })).json())
  const other = await fetch(`${shop.url}/shopify/harbor/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': pair.access_token },
    body: JSON.stringify({ query: '{ shop { name } }' }),
  })
  expect(other.status).toBe(401)
  await fetch(`${shop.shopUrl}/admin/oauth/authorize?${wish()}`)
  const log = await (await shop.control('GET', '/log')).text()
  expect(log).toContain('/admin/oauth/authorize')
  for (const secret of [code, pair.access_token, pair.refresh_token, app.client_secret]) {
    expect(log).not.toContain(secret)
  }
})
