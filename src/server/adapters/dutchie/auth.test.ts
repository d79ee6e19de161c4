import { expect, test } from 'vitest'
import type { HttpClient, HttpRequest, Token } from '../../http/types.ts'
import { systemClock } from '../../lib/clock.ts'
import type { AdapterContext } from '../contract.ts'
import { locationOf, signInOf } from './auth.ts'

const now = new Date('2026-01-11T20:00:00Z')
const call = { method: 'GET', url: new URL('https://pos.example/'), body: null }

function contextOf(signInMethod: string, credentials: Record<string, string>, held: Token | null = null) {
  const context: AdapterContext = {
    connectionId: 'c1',
    baseUrl: null,
    signInMethod,
    credentials,
    settings: {},
    tokens: {
      get: async ({ obtain, rejected }) => (held && held.value !== rejected ? held : obtain(held)),
    },
    clock: { ...systemClock, now: () => now },
    createClient: () => Promise.reject(new Error('not used')) as never,
    signal: new AbortController().signal,
  }
  return context
}

/** A token endpoint that gives t-1, t-2 and so on. */
function tokenEndpoint() {
  const asked: Pick<HttpRequest<unknown>, 'path' | 'form' | 'method'>[] = []
  const client: HttpClient = {
    send: async ({ path, form, method, schema }) => {
      asked.push({ path, method, ...(form && { form }) })
      const body = schema.parse({ access_token: `t-${asked.length}`, expires_in: 3600 })
      return { status: 200, headers: new Headers(), body, milliseconds: 1 }
    },
  }
  return { client, asked }
}

const pair = { clientId: 'location-1', clientSecret: 's&cret' }

test('client credentials are exchanged as a form for a bearer token', async () => {
  const { client, asked } = tokenEndpoint()
  const headers: Record<string, string> = {}
  const { strategy } = signInOf(contextOf('client_credentials', pair), client)
  expect(await strategy.apply(headers, { call })).toEqual({ token: 't-1' })
  expect(headers).toEqual({ authorization: 'Bearer t-1' })
  expect(strategy.renews).toBe(true)
  const form = { grant_type: 'client_credentials', client_id: 'location-1', client_secret: 's&cret' }
  expect(asked).toEqual([{ path: '/oauth/token', method: 'POST', form }])
})

test('a kept token is used until it is refused; the check asks for a new one at once', async () => {
  const held = { value: 'kept', expiresAt: new Date('2026-01-11T21:00:00Z') }
  const { client, asked } = tokenEndpoint()
  const signIn = signInOf(contextOf('client_credentials', pair, held), client)
  expect(await signIn.strategy.apply({}, { call })).toEqual({ token: 'kept' })
  expect(asked).toEqual([])
  expect(await signIn.strategy.apply({}, { call, rejected: 'kept' })).toEqual({ token: 't-1' })
  await signIn.anew()
  expect(asked).toHaveLength(2)
})

test.each([
  ['with the integrator key', { locationKey: 'loc-key', integratorKey: 'int-key' }, 'loc-key:int-key'],
  ['without one', { locationKey: 'loc-key', integratorKey: '' }, 'loc-key:'],
  ['where none was ever asked for', { locationKey: 'loc-key' }, 'loc-key:'],
])('a location key signs in by HTTP Basic %s', async (_what, credentials, expected) => {
  const { client, asked } = tokenEndpoint()
  const headers: Record<string, string> = {}
  const { strategy, anew } = signInOf(contextOf('location_key', credentials), client)
  await strategy.apply(headers, { call })
  await anew()
  const [scheme, value = ''] = headers['authorization']?.split(' ') ?? []
  expect([scheme, Buffer.from(value, 'base64').toString('utf8')]).toEqual(['Basic', expected])
  expect(strategy.renews).toBe(false)
  expect(asked).toEqual([])
})

test('a location is named in the budget without its key, each by a name of its own', () => {
  const names = [
    locationOf(contextOf('location_key', { locationKey: 'loc-key' })),
    locationOf(contextOf('location_key', { locationKey: 'other-key' })),
    locationOf(contextOf('client_credentials', { clientId: 'loc-key' })),
  ]
  expect(new Set(names).size).toBe(3)
  expect(names.join()).not.toContain('key')
})
