import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { AdapterError } from '../adapters/errors.ts'
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/create-logger.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { apiKey } from './auth/api-key.ts'
import { exchangedToken } from './auth/exchanged-token.ts'
import { resetCircuits } from './circuit-queries.ts'
import { type ConnectionHttp, type ConnectionHttpOptions, createConnectionHttp } from './connection-http.ts'
import { createDraftConnection } from './testing-connection.ts'
import { type Seen, startTestServer, type TestServer } from './testing-server.ts'
import type { HttpClient } from './types.ts'

const canary = 'Zq7CanaryX9'
const list = { operation: 'products.list', method: 'GET', path: '/products', schema: z.unknown() } as const

let database: TestDatabase
let server: TestServer
let connection: { connectionId: string; organizationId: string }
let http: ConnectionHttp
let lines: string[]
let answer: (response: ServerResponse, request: Seen) => void

function open(options: Partial<ConnectionHttpOptions> = {}): ConnectionHttp {
  return createConnectionHttp({
    ...connection,
    db: database.pool,
    sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32, 1).toString('base64')}`)),
    clock: systemClock,
    logger: createLogger({ level: 'trace' }, { write: (line) => lines.push(line) }),
    hosts: [],
    allowedOrigins: [server.origin],
    random: () => 0,
    ...options,
  })
}

/** Signs in with the canary; the token it gets is the canary as well. */
function signedIn(from: ConnectionHttp): HttpClient {
  const common = { baseUrl: server.origin, rateLimit: { key: server.origin, capacity: 50, perSecond: 50 } }
  const plain = from.createClient({ ...common, auth: null })
  const obtain = async () => {
    const form = { apikey: canary }
    const schema = z.object({ token: z.string() })
    const { body } = await plain.send({
      operation: 'sign_in.token',
      method: 'POST',
      path: '/token',
      form,
      schema,
    })
    return { value: body.token, expiresAt: new Date(Date.now() + 7_200_000) }
  }
  return from.createClient({ ...common, auth: exchangedToken({ tokens: from.tokens, obtain }) })
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status).end(JSON.stringify(body))

beforeEach(async () => {
  database = await createTestDatabase()
  connection = await createDraftConnection(database.pool)
  lines = []
  server = await startTestServer((request, response) => {
    if (request.url === '/token') json(response, 200, { token: `${canary}-token` })
    else answer(response, request)
  })
  answer = (response) => json(response, 200, {})
  http = open()
})

afterEach(async () => {
  await http.close()
  await server.close()
  await database.drop()
})

describe('the common client of a connection', () => {
  it('measures every attempt', async () => {
    let calls = 0
    answer = (response) => {
      calls += 1
      json(response, calls === 1 ? 503 : 200, {})
    }
    await signedIn(http).send(list)
    await http.close()
    const { rows } = await database.pool.query(
      'SELECT connection_id, operation, outcome, status, attempt, milliseconds FROM measurement ORDER BY id',
    )
    const { connectionId: connection_id } = connection
    const milliseconds = expect.any(Number)
    expect(rows).toEqual([
      { connection_id, operation: 'sign_in.token', outcome: 'ok', status: 200, attempt: 1, milliseconds },
      {
        connection_id,
        operation: 'products.list',
        outcome: 'unavailable',
        status: 503,
        attempt: 1,
        milliseconds,
      },
      { connection_id, operation: 'products.list', outcome: 'ok', status: 200, attempt: 2, milliseconds },
    ])
  })

  it('stops calling a POS that keeps failing, in every process', async () => {
    answer = (response) => json(response, 500, {})
    await expect(signedIn(http).send(list)).rejects.toMatchObject({ kind: 'unavailable', status: 500 })
    await expect(signedIn(http).send(list)).rejects.toMatchObject({
      kind: 'unavailable',
      message: /paused until/,
    })
    const asked = server.seen.length
    expect(asked).toBe(1 + 5)
    const other = open()
    await expect(signedIn(other).send(list)).rejects.toMatchObject({
      kind: 'unavailable',
      message: /paused until/,
    })
    expect(server.seen).toHaveLength(asked)
    await other.close()
  })

  it('goes on calling a POS while it looks for a record that breaks an answer', async () => {
    answer = (response) => json(response, 500, {})
    const client = signedIn(http)
    const failure = { kind: 'unavailable', status: 500 }
    for (let part = 0; part < 2; part += 1) {
      await expect(client.send({ ...list, blameless: true })).rejects.toMatchObject(failure)
    }
    answer = (response) => json(response, 200, { items: [] })
    await expect(client.send(list)).resolves.toMatchObject({ status: 200 })
  })

  it('asks twice and then no more when the sign-in is refused', async () => {
    answer = (response) => json(response, 401, {})
    await expect(signedIn(http).send(list)).rejects.toMatchObject({ kind: 'unauthenticated' })
    const asked = server.seen.length
    expect(server.seen.map(({ url }) => url)).toEqual(['/token', '/products', '/token', '/products'])
    for (const one of [http, open()]) {
      await expect(signedIn(one).send(list)).rejects.toMatchObject({
        kind: 'unauthenticated',
        message: /paused/,
      })
      await one.close()
    }
    expect(server.seen).toHaveLength(asked)
  })

  it('takes a refused sign-in up again by itself when the POS does, with a fresh token', async () => {
    answer = (response) => json(response, 401, {})
    await expect(signedIn(http).send(list)).rejects.toMatchObject({ kind: 'unauthenticated' })
    let asked = 0
    answer = (response) => json(response, ++asked === 1 ? 401 : 200, { items: [] })
    await database.pool.query('UPDATE circuit SET open_until = now() WHERE connection_id = $1', [
      connection.connectionId,
    ])
    await expect(signedIn(open()).send(list)).resolves.toMatchObject({ status: 200 })
    await expect(signedIn(open()).send(list)).resolves.toMatchObject({ status: 200 })
  })

  it('obtains another token when one that was taken ends before the next try', async () => {
    const statuses = [401, 500, 401, 200]
    answer = (response) => json(response, statuses.shift() ?? 200, { items: [] })
    await expect(signedIn(http).send(list)).resolves.toMatchObject({ status: 200 })
    expect(statuses).toEqual([])
  })

  it('holds no more calls at a POS than it has slots', async () => {
    const held: ServerResponse[] = []
    let most = 0
    answer = (response) => {
      held.push(response)
      most = Math.max(most, held.length)
      setImmediate(() => json(held.shift() ?? response, 200, {}))
    }
    http = open({ concurrency: 2 })
    const client = signedIn(http)
    await Promise.all(Array.from({ length: 10 }, () => client.send(list)))
    expect(most).toBeLessThanOrEqual(2)
    expect(server.seen).toHaveLength(11)
  })

  it('ends its calls when the run is cancelled', async () => {
    const controller = new AbortController()
    answer = () => controller.abort(new Error('cancelled'))
    http = open({ signal: controller.signal })
    await expect(signedIn(http).send(list)).rejects.toThrow('cancelled')
    const { rows } = await database.pool.query('SELECT count(*)::int AS failed FROM circuit WHERE failed > 0')
    expect(rows).toEqual([{ failed: 0 }])
  })

  it('keeps credentials and tokens out of errors, logs and tables', async () => {
    const errors: unknown[] = []
    const answers = [500, 401, 400].map(
      (status) => (response: ServerResponse) => json(response, status, { canary }),
    )
    for (const one of [...answers, (response: ServerResponse) => response.socket?.resetAndDestroy()]) {
      answer = one
      await signedIn(http)
        .send({ ...list, repeatable: false, json: { canary } })
        .catch((error: unknown) => errors.push(error))
    }
    for (const error of errors) {
      createLogger({ level: 'trace' }, { write: (line) => lines.push(line) }).error({ error }, 'call failed')
      expect(String(error)).not.toContain(canary)
    }
    await http.close()
    expect(errors).toHaveLength(4)
    expect(lines.join('')).not.toContain(canary)
    for (const table of ['connection_secret', 'circuit', 'measurement', 'rate_slot']) {
      const { rows } = await database.pool.query(`SELECT * FROM ${table}`)
      expect(JSON.stringify(rows), table).not.toContain(canary)
      expect(rows.length, table).toBeGreaterThan(0)
    }
  })

  it('keeps a key that goes in the query out of errors, logs and tables', async () => {
    const answers: ((response: ServerResponse) => void)[] = [
      ...[200, 302, 401, 404, 429, 500].map((status) => (response: ServerResponse) => {
        response.writeHead(status, { location: '/elsewhere' }).end('{"cut')
      }),
      (response) => response.socket?.resetAndDestroy(),
      () => {},
    ]
    http = open({ attempts: 1, limits: { headersMs: 200, attemptMs: 300 } })
    const client = http.createClient({
      baseUrl: server.origin,
      auth: apiKey({ query: 'api_key', key: canary }),
      rateLimit: { key: server.origin, capacity: 50, perSecond: 50 },
    })
    const log = createLogger({ level: 'trace' }, { write: (line) => lines.push(line) })
    for (const one of answers) {
      answer = one
      await resetCircuits(database.pool, connection.connectionId)
      const error = await client.send(list).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(AdapterError)
      expect(inspect(error, { depth: 10 })).not.toContain(canary)
      log.error({ error }, 'call failed')
    }
    await http.close()
    expect(server.seen).toHaveLength(answers.length)
    for (const { url } of server.seen) expect(url).toBe(`/products?api_key=${canary}`)
    expect(lines.join('')).not.toContain(canary)
    for (const table of ['circuit', 'measurement', 'rate_slot', 'rate_budget']) {
      const { rows } = await database.pool.query(`SELECT * FROM ${table}`)
      expect(JSON.stringify(rows), table).not.toContain(canary)
    }
  })
})
