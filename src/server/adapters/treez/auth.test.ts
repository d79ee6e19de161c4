import { expect, test } from 'vitest'
import type { HttpClient, Token } from '../../http/types.ts'
import { systemClock } from '../../lib/clock.ts'
import type { AdapterContext } from '../contract.ts'
import { signInAnew, tokenSignIn } from './auth.ts'

const call = { method: 'GET', url: new URL('https://pos.example/'), body: null }
const now = new Date('2026-01-11T20:00:00Z')

/** A store that keeps nothing, and what it was given to keep. */
function contextWith(held: Token | null) {
  const obtained: Token[] = []
  const context: AdapterContext = {
    connectionId: 'c1',
    baseUrl: null,
    signInMethod: 'api_key',
    credentials: { dispensary: 'hollow hill', clientId: 'partner', apiKey: 'k-1' },
    settings: {},
    tokens: {
      get: async ({ obtain, rejected }) => {
        if (held && held.value !== rejected) return held
        obtained.push(await obtain(held))
        return obtained.at(-1) ?? Promise.reject(new Error('nothing obtained'))
      },
    },
    clock: { ...systemClock, now: () => now },
    createClient: () => Promise.reject(new Error('not used')) as never,
    signal: new AbortController().signal,
  }
  return { context, obtained }
}

function answering(body: unknown) {
  const paths: string[] = []
  const client: HttpClient = {
    send: async ({ path, schema }) => {
      paths.push(path)
      return { status: 200, headers: new Headers(), body: schema.parse(body), milliseconds: 1 }
    },
  }
  return { client, paths }
}

test.each([
  [{ expires_in: '7200' }, '2026-01-11T22:00:00.000Z'],
  [{ expires_in: 7200 }, '2026-01-11T22:00:00.000Z'],
  [{ expires_at: '2026-01-11T13:30:00.000-0800' }, '2026-01-11T21:30:00.000Z'],
  [{ expires_at: '2026-01-11T13:30:00.000-08:00' }, '2026-01-11T21:30:00.000Z'],
  // Treez's clock ahead of ours by an hour: the seconds left are what counts.
  [{ expires_in: '7200', expires_at: '2026-01-11T15:00:00.000-0800' }, '2026-01-11T22:00:00.000Z'],
  [{ expires_in: 'soon', expires_at: '2026-01-11T13:30:00.000-0800' }, '2026-01-11T21:30:00.000Z'],
  [{}, '2026-01-11T21:00:00.000Z'],
  [{ expires_in: -5 }, '2026-01-11T21:00:00.000Z'],
  [{ expires_in: 7_200_000_000 }, '2026-01-12T20:00:00.000Z'],
])('a token with %j is good until %s', async (lifetime, expiresAt) => {
  const { context, obtained } = contextWith(null)
  const { client, paths } = answering({ resultCode: 'SUCCESS', access_token: 't-1', ...lifetime })
  const headers: Record<string, string> = {}
  await tokenSignIn(context, client).apply(headers, { call })
  expect(headers).toEqual({ authorization: 'Bearer t-1', client_id: 'partner' })
  expect(obtained.map((token) => token.expiresAt.toISOString())).toEqual([expiresAt])
  expect(paths).toEqual(['/v2.0/dispensary/hollow%20hill/config/api/gettokens'])
})

test('signing in anew asks for a token although one is held', async () => {
  const { context, obtained } = contextWith({ value: 'old', expiresAt: new Date('2026-01-12T00:00:00Z') })
  await signInAnew(context, answering({ access_token: 'new', expires_in: 60 }).client)
  expect(obtained.map(({ value }) => value)).toEqual(['new'])
})

test('signing in anew asks once where none is held', async () => {
  const { context, obtained } = contextWith(null)
  await signInAnew(context, answering({ access_token: 'new', expires_in: 60 }).client)
  expect(obtained).toHaveLength(1)
})
