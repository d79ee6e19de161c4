import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AdapterErrorKind } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { RateBudget } from './ports.ts'
import { createPlainHttp, type PlainHttp } from './testing.ts'
import { type Seen, startTestServer, type TestServer } from './testing-server.ts'
import type { HttpClient, HttpClientOptions } from './types.ts'

type Step = (response: ServerResponse, request: Seen) => void

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Step => {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
const good = json({ name: 'Blue Dream' })
const list = {
  operation: 'products.list',
  method: 'GET',
  path: '/products',
  schema: z.object({ name: z.string() }),
} as const

let server: TestServer
let http: PlainHttp
let client: HttpClient
/** Answers in order; the last is repeated. */
let steps: Step[]
let sleeps: number[]

/** Starts at a fixed time; sleeping takes no time but moves it on. */
function jumpingClock(): Clock {
  let now = Date.parse('2026-06-01T12:00:00Z')
  return {
    now: () => new Date(now),
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      sleeps.push(ms)
      now += ms
    },
  }
}

function clientWith(options: Partial<HttpClientOptions>, { createClient }: PlainHttp = http): HttpClient {
  const rateLimit = { key: 'test', capacity: 1000, perSecond: 1000 }
  return createClient({ baseUrl: `${server.origin}/v2`, auth: null, rateLimit, ...options })
}

beforeEach(async () => {
  steps = [good]
  sleeps = []
  server = await startTestServer((request, response) => {
    const step = steps.length > 1 ? steps.shift() : steps[0]
    step?.(response, request)
  })
  const limits = { headersMs: 150, bodyMs: 150, attemptMs: 1500, maxBodyBytes: 10_000 }
  http = createPlainHttp({ allowedOrigins: [server.origin], clock: jumpingClock(), limits, random: () => 0 })
  client = clientWith({})
})

afterEach(async () => {
  await http.close()
  await server.close()
})

describe('a request', () => {
  it('is joined from base, path, query, headers and body', async () => {
    await client.send({
      ...list,
      method: 'POST',
      query: { page: 2, q: 'a b', none: undefined },
      json: { a: 1 },
      headers: { client_id: 'x' },
    })
    await client.send({ ...list, method: 'POST', form: { apikey: 'a&b' } })
    expect(server.seen[0]).toMatchObject({
      url: '/v2/products?page=2&q=a+b',
      body: '{"a":1}',
      headers: { client_id: 'x', 'content-type': 'application/json' },
    })
    expect(server.seen[1]).toMatchObject({
      body: 'apikey=a%26b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  })

  it('brings status, headers and the parsed body', async () => {
    steps = [json({ name: 'Blue Dream', more: 1 }, 201, { 'x-total': '7' })]
    const { status, headers, body } = await client.send(list)
    expect([status, headers.get('x-total'), body]).toEqual([201, '7', { name: 'Blue Dream' }])
  })

  it('goes nowhere but to the hosts of its POS', async () => {
    const elsewhere = clientWith({ baseUrl: 'https://169.254.169.254/' })
    await expect(elsewhere.send(list)).rejects.toMatchObject({
      name: 'AdapterError',
      kind: 'invalid_request',
    })
    await expect(clientWith({ baseUrl: 'not an address' }).send(list)).rejects.toMatchObject({
      kind: 'invalid_request',
    })
    expect(http.measurements).toEqual([])
  })
})

describe('a fault', () => {
  const faults: [string, Step, AdapterErrorKind, number | null][] = [
    ['headers that never come', () => {}, 'timeout', null],
    ['a body that stops', (response) => response.writeHead(200).write('{"name":'), 'timeout', null],
    [
      'a body that is cut',
      (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"name":', () => response.destroy())
      },
      'invalid_response',
      null,
    ],
    ['truncated JSON', (response) => response.end('{"name":"Blue'), 'invalid_response', 200],
    [
      'a web page with status 200',
      (response) => response.end('<!doctype html><p>Down</p>'),
      'invalid_response',
      200,
    ],
    ['an empty answer', (response) => response.end(), 'invalid_response', 200],
    ['an answer of another shape', json({ title: 1 }), 'invalid_response', 200],
    [
      'an endless answer',
      (response) => response.end(JSON.stringify({ name: 'x'.repeat(20_000) })),
      'invalid_response',
      null,
    ],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'invalid_response',
      302,
    ],
    ['a connection that is reset', (response) => response.socket?.resetAndDestroy(), 'unreachable', null],
    ['no HTTP at all', (response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'), 'invalid_response', null],
    ['400', json({}, 400), 'invalid_request', 400],
    ['401', json({}, 401), 'unauthenticated', 401],
    ['403', json({}, 403), 'forbidden', 403],
    ['404', json({}, 404), 'not_found', 404],
    ['408', json({}, 408), 'timeout', 408],
    ['409', json({}, 409), 'business_rule', 409],
    ['422', json({}, 422), 'invalid_request', 422],
    ['429', json({}, 429), 'rate_limited', 429],
    ['451', json({}, 451), 'compliance', 451],
    ['500', json({}, 500), 'unavailable', 500],
    ['503', json({}, 503), 'unavailable', 503],
    ['504', json({}, 504), 'timeout', 504],
  ]

  it.each(faults)('such as %s has its kind', async (_name, step, kind, status) => {
    steps = [step]
    await expect(client.send({ ...list, repeatable: false })).rejects.toMatchObject({
      name: 'AdapterError',
      kind,
    })
    expect(http.measurements).toMatchObject([
      { operation: 'products.list', outcome: kind, status, attempt: 1 },
    ])
  })

  it('is a name that is not known', async () => {
    const plain = createPlainHttp({ allowedOrigins: ['http://nowhere.invalid'], attempts: 1 })
    const rateLimit = { key: 'test', capacity: 1, perSecond: 10 }
    const nowhere = plain.createClient({ baseUrl: 'http://nowhere.invalid', auth: null, rateLimit })
    await expect(nowhere.send(list)).rejects.toMatchObject({ kind: 'dns' })
    await plain.close()
  })

  it('is a port nobody listens at', async () => {
    await server.close()
    await expect(client.send({ ...list, repeatable: false })).rejects.toMatchObject({ kind: 'unreachable' })
    server = await startTestServer(() => {})
  })

  it('is a server without TLS where TLS is expected', async () => {
    const origin = server.origin.replace('http:', 'https:')
    const plain = createPlainHttp({ allowedOrigins: [origin], attempts: 1 })
    const rateLimit = { key: 'test', capacity: 1, perSecond: 10 }
    await expect(
      plain.createClient({ baseUrl: origin, auth: null, rateLimit }).send(list),
    ).rejects.toMatchObject({ kind: 'tls' })
    await plain.close()
  })

  it('has the kind the vendor gives it', async () => {
    const own = clientWith({
      readError: ({ text }) =>
        text.includes('CLOSED')
          ? { kind: 'business_rule', message: 'The store is closed.', vendorCode: 'CLOSED' }
          : null,
      readEnvelope: (body) =>
        typeof body === 'object' && body !== null && 'error' in body
          ? { kind: 'token_expired', message: 'The token ended.' }
          : null,
    })
    steps = [json({ code: 'CLOSED' }, 500), json({ code: 'OTHER' }, 400), json({ error: 1 })]
    const send = () => own.send({ ...list, repeatable: false })
    await expect(send()).rejects.toMatchObject({ kind: 'business_rule', status: 500, vendorCode: 'CLOSED' })
    await expect(send()).rejects.toMatchObject({ kind: 'invalid_request' })
    await expect(send()).rejects.toMatchObject({ kind: 'token_expired', status: 200 })
  })

  it('never repeats what the POS sent', async () => {
    const canary = 'Zq7CanaryX9'
    for (const step of [
      json({ name: 1, secret: canary }),
      json({ secret: canary }, 500),
      ((r) => r.end(`{"${canary}`)) as Step,
    ]) {
      steps = [step]
      const error: unknown = await client
        .send({ ...list, repeatable: false, headers: { authorization: canary } })
        .catch((e: unknown) => e)
      expect(error).toMatchObject({ name: 'AdapterError' })
      expect(
        JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).stack),
      ).not.toContain(canary)
    }
  })
})

describe('retries', () => {
  it('repeat a reading until it succeeds, each measured', async () => {
    steps = [json({}, 503), (response) => response.end('{"na'), good]
    expect((await client.send(list)).body).toEqual({ name: 'Blue Dream' })
    expect(http.measurements.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'unavailable'],
      [2, 'invalid_response'],
      [3, 'ok'],
    ])
  })

  it('end after the last try with what it brought', async () => {
    steps = [json({}, 503), json({}, 503), json({}, 500)]
    await expect(client.send(list)).rejects.toMatchObject({ kind: 'unavailable', status: 500 })
    expect(server.seen).toHaveLength(3)
  })

  it('never repeat what is not safe to repeat, nor what would fail again', async () => {
    steps = [json({}, 503)]
    await expect(client.send({ ...list, method: 'POST' })).rejects.toMatchObject({ kind: 'unavailable' })
    steps = [json({}, 404)]
    await expect(client.send(list)).rejects.toMatchObject({ kind: 'not_found' })
    expect(server.seen).toHaveLength(2)
  })

  it('repeat a writing that its caller calls repeatable', async () => {
    steps = [json({}, 503), good]
    await client.send({ ...list, method: 'PUT', repeatable: true })
    expect(server.seen).toHaveLength(2)
  })

  it.each([
    ['seconds', '2', 2000],
    ['a date', 'Mon, 01 Jun 2026 12:00:07 GMT', 7000],
  ])('wait as long as Retry-After asks in %s', async (_name, header, ms) => {
    steps = [json({}, 429, { 'retry-after': header }), good]
    await client.send(list)
    expect(sleeps.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(ms)
    expect(server.seen).toHaveLength(2)
  })

  it('begin with a pause for everybody, which stands before the call gives back its place', async () => {
    const order: string[] = []
    const budget: RateBudget = {
      take: async () => async () => void order.push('given back'),
      block: async (_rule, ms) => void order.push(`nobody calls for ${ms} ms`),
      learn: async () => {},
    }
    const paced = createPlainHttp({ allowedOrigins: [server.origin], clock: jumpingClock(), budget })
    steps = [json({}, 429, { 'retry-after': '2' }), good]
    await clientWith({}, paced).send(list)
    await paced.close()
    expect(order).toEqual(['nobody calls for 2000 ms', 'given back', 'given back'])
  })

  it('are not made when Retry-After lies beyond the deadline', async () => {
    steps = [json({}, 503, { 'retry-after': '120' })]
    await expect(client.send(list)).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 120_000 })
    expect([server.seen.length, sleeps]).toEqual([1, []])
  })

  it('end at the deadline of the whole call', async () => {
    steps = [() => {}]
    await expect(client.send({ ...list, deadlineMs: 60 })).rejects.toMatchObject({ kind: 'timeout' })
  })

  it('end at once when the caller aborts', async () => {
    const controller = new AbortController()
    steps = [() => controller.abort(new Error('cancelled by a person'))]
    await expect(client.send({ ...list, signal: controller.signal })).rejects.toThrow('cancelled by a person')
    expect(server.seen).toHaveLength(1)
  })
})
