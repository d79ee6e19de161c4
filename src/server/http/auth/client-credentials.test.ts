import { expect, it } from 'vitest'
import { systemClock } from '../../lib/clock.ts'
import { createPlainHttp } from '../testing.ts'
import { startTestServer } from '../testing-server.ts'
import { clientCredentialsToken } from './client-credentials.ts'

const now = new Date('2026-01-11T20:00:00Z')

async function exchange(encoding: 'form' | 'json', answer: unknown) {
  const server = await startTestServer((_request, response) => response.end(JSON.stringify(answer)))
  const http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 1 })
  const rateLimit = { key: 'test', capacity: 10, perSecond: 10 }
  try {
    const token = await clientCredentialsToken({
      client: http.createClient({ baseUrl: server.origin, auth: null, rateLimit }),
      clock: { ...systemClock, now: () => now },
      path: '/oauth/token',
      clientId: 'id 1',
      clientSecret: 's&cret',
      encoding,
      parameters: { audience: 'https://api.example' },
    })
    return { token, sent: server.seen[0] }
  } finally {
    await http.close()
    await server.close()
  }
}

it('sends the grant as a form or as JSON', async () => {
  const fields = {
    grant_type: 'client_credentials',
    client_id: 'id 1',
    client_secret: 's&cret',
    audience: 'https://api.example',
  }
  const form = await exchange('form', { access_token: 't' })
  expect(Object.fromEntries(new URLSearchParams(form.sent?.body))).toEqual(fields)
  expect(form.sent).toMatchObject({ method: 'POST', url: '/oauth/token' })
  const json = await exchange('json', { access_token: 't' })
  expect(JSON.parse(json.sent?.body ?? '')).toEqual(fields)
})

it.each([
  [{ expires_in: 86_400 }, '2026-01-12T20:00:00.000Z'],
  [{ expires_in: '600' }, '2026-01-11T20:10:00.000Z'],
  [{ expires_in: 86_400_000 }, '2026-01-12T20:00:00.000Z'],
  [{ expires_in: 'soon' }, '2026-01-11T21:00:00.000Z'],
  [{ expires_in: -1 }, '2026-01-11T21:00:00.000Z'],
  [{}, '2026-01-11T21:00:00.000Z'],
])('a token with %j is good until %s', async (lifetime, expiresAt) => {
  const { token } = await exchange('form', { access_token: 't-1', token_type: 'Bearer', ...lifetime })
  expect(token).toEqual({ value: 't-1', expiresAt: new Date(expiresAt) })
})

it('an answer without a token is no sign-in', async () => {
  await expect(exchange('form', { expires_in: 60 })).rejects.toMatchObject({ kind: 'invalid_response' })
})
