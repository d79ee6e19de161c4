import { expect, it } from 'vitest'
import { z } from 'zod'
import { createPlainHttp } from '../testing.ts'
import { startTestServer } from '../testing-server.ts'
import type { AuthStrategy } from '../types.ts'
import { apiKey } from './api-key.ts'
import { apiKeys } from './api-keys.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { exchangedToken } from './exchanged-token.ts'

const call = () => ({ method: 'GET', url: new URL('https://pos.example/items?page=2'), body: null })

async function headersOf(strategy: AuthStrategy) {
  const headers: Record<string, string> = {}
  await strategy.apply(headers, { call: call() })
  return headers
}

it('adds a key to the query and leaves the rest of the address alone', async () => {
  const one = call()
  await apiKey({ query: 'api_key', key: 'a&b' }).apply({}, { call: one })
  expect(one.url.href).toBe('https://pos.example/items?page=2&api_key=a%26b')
})

it('sends keys, passwords and tokens in headers', async () => {
  expect(await headersOf(apiKey({ header: 'x-key', key: 'k' }))).toEqual({ 'x-key': 'k' })
  expect(await headersOf(apiKeys({ 'x-partner': 'p', authorization: 'raw' }))).toEqual({
    'x-partner': 'p',
    authorization: 'raw',
  })
  expect(await headersOf(bearer('t'))).toEqual({ authorization: 'Bearer t' })
  expect(await headersOf(basic('ä', 'b:c'))).toEqual({ authorization: 'Basic w6Q6Yjpj' })
})

it('exchanges once, renews once when refused, and gives up on a second refusal', async () => {
  let valid = 'token-1'
  let obtained = 0
  const server = await startTestServer((request, response) => {
    response.writeHead(request.headers.authorization === valid ? 200 : 401).end('{}')
  })
  const http = createPlainHttp({ allowedOrigins: [server.origin] })
  const auth = exchangedToken({
    tokens: http.tokens,
    async obtain() {
      obtained += 1
      return { value: `token-${obtained}`, expiresAt: new Date(Date.now() + 7_200_000) }
    },
    format: (token) => token,
    also: { client_id: 'partner' },
  })
  const rateLimit = { key: 'test', capacity: 100, perSecond: 100 }
  const client = http.createClient({ baseUrl: server.origin, auth, rateLimit })
  const request = { operation: 'products.list', method: 'POST', path: '/', schema: z.unknown() } as const

  await Promise.all(Array.from({ length: 20 }, () => client.send(request)))
  expect(obtained).toBe(1)

  valid = 'token-2'
  await Promise.all(Array.from({ length: 20 }, () => client.send(request)))
  expect(obtained).toBe(2)

  valid = 'none'
  const asked = server.seen.length
  await expect(client.send(request)).rejects.toMatchObject({ kind: 'unauthenticated' })
  expect([obtained, server.seen.length - asked]).toEqual([3, 2])
  expect(new Set(server.seen.map(({ headers }) => headers['client_id']))).toEqual(new Set(['partner']))

  await http.close()
  await server.close()
})
