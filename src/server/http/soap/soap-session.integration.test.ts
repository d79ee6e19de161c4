import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { systemClock } from '../../lib/clock.ts'
import { createLogger } from '../../lib/create-logger.ts'
import { parseKeyRing } from '../../lib/key-ring.ts'
import { createSealer } from '../../lib/seal.ts'
import { sessionPlace, soapSession } from '../auth/soap-session.ts'
import { type ConnectionHttp, createConnectionHttp } from '../connection-http.ts'
import { createDraftConnection } from '../testing-connection.ts'
import { startTestServer, type TestServer } from '../testing-server.ts'
import { createSoapClient, type SoapClient } from './create-soap-client.ts'
import { testWsdl } from './testing-wsdl.ts'
import { envelopeNamespaces } from './write-envelope.ts'

let database: TestDatabase
let server: TestServer
let processes: ConnectionHttp[]
/** The one session the POS knows. */
let session: string
let logins: number

beforeEach(async () => {
  database = await createTestDatabase()
  session = 'none'
  logins = 0
  server = await startTestServer(({ url, body }, response) => {
    if (url === '/login') {
      logins += 1
      session = `session-${randomUUID()}`
      return void response.end(JSON.stringify({ session }))
    }
    const known = body.includes(`<session>${session}</session>`)
    const content = known
      ? '<n:listItemsAnswer xmlns:n="urn:Shop"/>'
      : '<S:Fault><faultcode>5</faultcode></S:Fault>'
    envelope(response, known ? 200 : 500, content)
  })
  const connection = await createDraftConnection(database.pool)
  processes = [1, 2].map(() =>
    createConnectionHttp({
      ...connection,
      db: database.pool,
      sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32, 1).toString('base64')}`)),
      clock: systemClock,
      logger: createLogger({ level: 'silent' }),
      hosts: [],
      allowedOrigins: [server.origin],
    }),
  )
})
afterEach(async () => {
  for (const one of processes) await one.close()
  await server.close()
  await database.drop()
})

function envelope(response: ServerResponse, status: number, content: string) {
  const names = `xmlns:S="${envelopeNamespaces['1.1']}"`
  response.writeHead(status).end(`<S:Envelope ${names}><S:Body>${content}</S:Body></S:Envelope>`)
}

function clientOf(from: ConnectionHttp): SoapClient {
  const common = { baseUrl: server.origin, rateLimit: { key: server.origin, capacity: 50, perSecond: 50 } }
  const plain = from.createClient({ ...common, auth: null })
  const login = async () => {
    const schema = z.object({ session: z.string() })
    const { body } = await plain.send({
      operation: 'sign_in.session',
      method: 'POST',
      path: '/login',
      json: {},
      schema,
    })
    return { value: body.session, expiresAt: new Date(Date.now() + 3_600_000) }
  }
  return createSoapClient({
    createClient: from.createClient,
    http: { ...common, auth: soapSession({ tokens: from.tokens, login }) },
    path: '/soap',
    wsdl: testWsdl,
    readFault: ({ code }) => (code === '5' ? { kind: 'token_expired', message: 'The session ended.' } : null),
  })
}

it('several processes share one session, and log in once when it has ended', async () => {
  const clients = processes.map(clientOf)
  const call = {
    operation: 'items.list',
    method: 'list',
    args: { session: sessionPlace },
    schema: z.unknown(),
  }
  const everybody = () => Promise.all([...clients, ...clients].map((client) => client.call(call)))
  await everybody()
  expect(logins).toBe(1)
  session = 'another now'
  await everybody()
  expect(logins).toBe(2)
  const sent = server.seen.flatMap(({ body }) => /<session>(.*?)<\/session>/.exec(body)?.[1] ?? [])
  expect(new Set(sent).size).toBe(2)
})
