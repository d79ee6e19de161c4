import { expect, it } from 'vitest'
import { systemClock } from '../../lib/clock.ts'
import { createPlainHttp } from '../testing.ts'
import { startTestServer } from '../testing-server.ts'
import { passwordGrantToken } from './password-grant.ts'

it('sends user and client as a form and takes the token with its end', async () => {
  const now = new Date('2026-01-11T20:00:00Z')
  const server = await startTestServer((_request, response) =>
    response.end(JSON.stringify({ access_token: 't', expires_in: 43_199, refresh_token: 'r' })),
  )
  const http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 1 })
  const rateLimit = { key: 'test', capacity: 10, perSecond: 10 }
  const token = await passwordGrantToken({
    client: http.createClient({ baseUrl: server.origin, auth: null, rateLimit }),
    clock: { ...systemClock, now: () => now },
    path: '/oauth2/token',
    clientId: 'shop',
    clientSecret: 's&cret',
    username: 'integration',
    password: 'p w',
  })
  await http.close()
  await server.close()
  expect(token).toEqual({ value: 't', expiresAt: new Date('2026-01-12T07:59:59.000Z') })
  expect(server.seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
    grant_type: 'password',
    client_id: 'shop',
    client_secret: 's&cret',
    username: 'integration',
    password: 'p w',
  })
})
