import { createHash, createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../lib/clock.ts'
import { createPlainHttp } from '../testing.ts'
import { startTestServer } from '../testing-server.ts'
import { signedRequest } from './signed-request.ts'

const now = new Date('2026-01-11T20:00:00.500Z')
const clock = { ...systemClock, now: () => now }
const common = {
  keyId: 'key-1',
  secret: 'Jefe',
  clock,
  headers: { keyId: 'x-key', timestamp: 'x-time', signature: 'x-signature' },
}

it('signs as RFC 4231 has it', async () => {
  const headers: Record<string, string> = {}
  const call = { method: 'GET', url: new URL('https://pos.example/'), body: null }
  // Test case 2: https://www.rfc-editor.org/rfc/rfc4231#section-4.3
  const message = () => 'what do ya want for nothing?'
  await signedRequest({ ...common, message }).apply(headers, { call })
  expect(headers).toEqual({
    'x-key': 'key-1',
    'x-time': '1768161600',
    'x-signature': '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  })
  await signedRequest({ ...common, message, encoding: 'base64' }).apply(headers, { call })
  expect(headers['x-signature']).toBe('W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=')
})

it('covers method, path, query, time and body as they arrive, and never sends the secret', async () => {
  const server = await startTestServer((_request, response) => response.end('{}'))
  const http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 1 })
  const client = http.createClient({
    baseUrl: server.origin,
    auth: signedRequest(common),
    rateLimit: { key: 'test', capacity: 10, perSecond: 10 },
  })
  const schema = z.unknown()
  await client.send({
    operation: 'items.list',
    method: 'GET',
    path: '/items',
    query: { name: 'ä b', page: 2 },
    schema,
  })
  await client.send({ operation: 'items.add', method: 'POST', path: '/items', json: { name: 'ä' }, schema })
  await http.close()
  await server.close()

  expect(server.seen).toHaveLength(2)
  for (const { method, url, headers, body } of server.seen) {
    const lines = [method, url, headers['x-time'], createHash('sha256').update(body, 'utf8').digest('hex')]
    const expected = createHmac('sha256', common.secret).update(lines.join('\n')).digest('hex')
    expect(headers['x-signature']).toBe(expected)
    expect(JSON.stringify(headers)).not.toContain(common.secret)
  }
  expect(server.seen[0]?.headers['x-signature']).not.toBe(server.seen[1]?.headers['x-signature'])
})
