import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../lib/clock.ts'
import { createPlainHttp, type PlainHttp } from '../testing.ts'
import { startTestServer, type TestServer } from '../testing-server.ts'
import { authorizationCodeToken } from './authorization-code.ts'
import { refreshGrantToken } from './refresh-grant.ts'
import type { TokenEndpoint } from './request-token.ts'

const now = new Date('2026-01-11T20:00:00Z')
const client = { clientId: 'id 1', clientSecret: 's&cret', encoding: 'form' } as const

let server: TestServer
let http: PlainHttp
let answers: { status: number; body: unknown }[]
let endpoint: TokenEndpoint

beforeEach(async () => {
  server = await startTestServer((_request, response) => {
    const { status, body } = answers.shift() ?? { status: 500, body: {} }
    response.writeHead(status).end(JSON.stringify(body))
  })
  http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 2, random: () => 0 })
  const rateLimit = { key: 'test', capacity: 10, perSecond: 10 }
  endpoint = {
    client: http.createClient({ baseUrl: server.origin, auth: null, rateLimit }),
    clock: { ...systemClock, now: () => now },
    path: '/token',
  }
})
afterEach(async () => {
  await http.close()
  await server.close()
})

const sent = () => server.seen.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
const ok = (body: unknown) => ({ status: 200, body })
const expiresAt = now

describe('a code from a consent page', () => {
  const exchange = () =>
    authorizationCodeToken({
      ...endpoint,
      ...client,
      code: 'c-1',
      redirectUri: 'https://cairn.example/back',
      codeVerifier: 'verifier',
      parameters: { expiring: '1' },
    })

  it('becomes a token with what renews it and the rights that were given', async () => {
    const rest = { refresh_token: 'r-1', refresh_token_expires_in: 7_776_000, scope: 'read,write' }
    answers = [ok({ access_token: 't-1', expires_in: 3600, ...rest })]
    expect(await exchange()).toEqual({
      token: {
        value: 't-1',
        expiresAt: new Date('2026-01-11T21:00:00Z'),
        refresh: { value: 'r-1', expiresAt: new Date('2026-04-11T20:00:00Z') },
      },
      scope: 'read,write',
    })
    expect(sent()).toEqual([
      {
        grant_type: 'authorization_code',
        client_id: 'id 1',
        client_secret: 's&cret',
        code: 'c-1',
        redirect_uri: 'https://cairn.example/back',
        code_verifier: 'verifier',
        expiring: '1',
      },
    ])
  })

  it('is sent once, even when the answer is lost', async () => {
    answers = [{ status: 502, body: {} }, ok({ access_token: 't-1' })]
    await expect(exchange()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(server.seen).toHaveLength(1)
  })

  it('may bring a token without end, which is kept until it is refused', async () => {
    answers = [ok({ access_token: 't-1' })]
    expect(await exchange()).toEqual({
      token: { value: 't-1', expiresAt: new Date('9999-12-31T00:00:00Z') },
      scope: null,
    })
  })
})

describe('a refresh token', () => {
  const refresh = { value: 'r-1', expiresAt: null }
  const previous = { value: 't-1', expiresAt, refresh }

  it('brings the next token and is replaced where the server rotates', async () => {
    answers = [ok({ access_token: 't-2', expires_in: 60, refresh_token: 'r-2' })]
    expect(await refreshGrantToken({ ...endpoint, ...client, previous })).toEqual({
      value: 't-2',
      expiresAt: new Date('2026-01-11T20:01:00Z'),
      refresh: { value: 'r-2', expiresAt: null },
    })
    const grant = { grant_type: 'refresh_token', client_id: 'id 1', client_secret: 's&cret' }
    expect(sent()).toEqual([{ ...grant, refresh_token: 'r-1' }])
  })

  it('stays where the server does not rotate', async () => {
    answers = [ok({ access_token: 't-2', expires_in: 60 })]
    expect(await refreshGrantToken({ ...endpoint, ...client, previous })).toMatchObject({ refresh })
  })

  it.each([
    ['nobody has signed in', null],
    ['there is none', { value: 't-1', expiresAt }],
    ['it has ended', { ...previous, refresh: { value: 'r-1', expiresAt } }],
  ])('is not sent when %s: a person has to sign in', async (_case, before) => {
    answers = []
    const renewal = refreshGrantToken({ ...endpoint, ...client, previous: before })
    await expect(renewal).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(server.seen).toHaveLength(0)
  })
})
