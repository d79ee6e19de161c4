import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../lib/clock.ts'
import { sessionPlace, soapSession } from '../auth/soap-session.ts'
import { createPlainHttp, type PlainHttp } from '../testing.ts'
import { type Seen, startTestServer, type TestServer } from '../testing-server.ts'
import type { AuthStrategy } from '../types.ts'
import { createSoapClient, type SoapClient } from './create-soap-client.ts'
import { testWsdl } from './testing-wsdl.ts'
import { envelopeNamespaces, type SoapVersion } from './write-envelope.ts'

const answerSchema = z.object({ result: z.object({ item: z.array(z.object({ id: z.string() })) }) })
const call = {
  operation: 'items.list',
  method: 'list',
  args: { session: sessionPlace },
  schema: answerSchema,
}

let server: TestServer
let http: PlainHttp
/** Answers in order; the last is repeated. */
let steps: ((response: ServerResponse, request: Seen) => void)[]

const clock = { ...systemClock, sleep: async () => {} }
beforeEach(async () => {
  steps = [xml(list('1'))]
  server = await startTestServer((request, response) => {
    const step = steps.length > 1 ? steps.shift() : steps[0]
    step?.(response, request)
  })
  http = createPlainHttp({ allowedOrigins: [server.origin], clock, limits: { maxBodyBytes: 20_000 } })
})
afterEach(async () => {
  await http.close()
  await server.close()
})

const list = (id: string) =>
  `<n:listItemsAnswer xmlns:n="urn:Shop"><result><item><id>${id}</id></item></result></n:listItemsAnswer>`
const fault = (code: string) =>
  `<S:Fault><faultcode>${code}</faultcode><faultstring>secret-1 was refused</faultstring></S:Fault>`

function xml(body: string, status = 200, version: SoapVersion = '1.1') {
  const whole = `<S:Envelope xmlns:S="${envelopeNamespaces[version]}"><S:Body>${body}</S:Body></S:Envelope>`
  return (response: ServerResponse) => response.writeHead(status, { 'content-type': 'text/xml' }).end(whole)
}

function clientWith(auth: AuthStrategy | null = null, version: SoapVersion = '1.1'): SoapClient {
  return createSoapClient({
    createClient: http.createClient,
    http: { baseUrl: server.origin, auth, rateLimit: { key: 'test', capacity: 1000, perSecond: 1000 } },
    path: '/api/soap',
    wsdl: testWsdl,
    version,
    readFault: ({ code }) =>
      code === '5' ? { kind: 'token_expired', message: 'The session ended.', vendorCode: code } : null,
  })
}

it('calls an operation and gives back what its answer holds', async () => {
  expect(await clientWith().call(call)).toEqual({ result: { item: [{ id: '1' }] } })
  expect(server.seen[0]).toMatchObject({
    method: 'POST',
    url: '/api/soap',
    headers: { soapaction: '"urn:Shop/list"', 'content-type': 'text/xml; charset=utf-8' },
  })
  expect(http.measurements).toMatchObject([{ operation: 'items.list', outcome: 'ok', status: 200 }])
})

it('speaks SOAP 1.2', async () => {
  steps = [xml(list('2'), 200, '1.2')]
  expect(await clientWith(null, '1.2').call(call)).toEqual({ result: { item: [{ id: '2' }] } })
  const seen = server.seen[0]
  expect(seen?.headers['content-type']).toBe('application/soap+xml; charset=utf-8; action="urn:Shop/list"')
  expect(seen?.headers['soapaction']).toBeUndefined()
  expect(seen?.body).toContain(envelopeNamespaces['1.2'])
})

it.each([
  ['with a 500', 500],
  ['with a 200', 200],
])('tells a fault %s by the table, or by its code, and never its text', async (_how, status) => {
  const client = clientWith()
  for (const [code, kind] of [
    ['5', 'token_expired'],
    ['S:Client', 'invalid_request'],
    ['S:Server', 'unavailable'],
    ['whatever', 'unavailable'],
  ] as const) {
    steps = [xml(fault(code), status)]
    const error: unknown = await client.call(call).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind, status })
    expect(String(error)).not.toContain('secret-1')
  }
})

it('takes other statuses, and a 500 without an envelope, as what they mean to everybody', async () => {
  for (const [status, kind] of [
    [500, 'unavailable'],
    [503, 'unavailable'],
    [429, 'rate_limited'],
    [404, 'not_found'],
    [401, 'unauthenticated'],
  ] as const) {
    steps = [(response) => response.writeHead(status).end('<html>Busy</html>')]
    await expect(clientWith().call(call)).rejects.toMatchObject({ kind, status })
  }
})

it.each([
  ['entities of its own', '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>'],
  ['a web page', '<html><body>Hello</body></html>'],
  ['JSON', '{}'],
  ['half an envelope', '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>'],
  ['more than anybody asked for', `<x>${'a'.repeat(30_000)}</x>`],
  ['nothing', ''],
])('refuses %s as an answer it cannot read', async (_what, body) => {
  steps = [(response) => response.end(body)]
  await expect(clientWith().call(call)).rejects.toMatchObject({ kind: 'invalid_response' })
})

it('sends again only what may be sent again', async () => {
  const busy = (response: ServerResponse) => response.writeHead(503).end()
  steps = [busy, xml(list('1'))]
  await expect(clientWith().call(call)).rejects.toMatchObject({ kind: 'unavailable' })
  steps = [busy, xml(list('1'))]
  await clientWith().call({ ...call, repeatable: true })
  expect(server.seen).toHaveLength(3)
})

it('puts the session into each call, and asks for one new one when it ended', async () => {
  let logins = 0
  const login = async () => {
    logins += 1
    return { value: `session-<${logins}>`, expiresAt: new Date(Date.now() + 3_600_000) }
  }
  const client = clientWith(soapSession({ tokens: http.tokens, login }))
  await client.call(call)
  steps = [xml(fault('5'), 500), xml(list('1'))]
  await client.call(call)
  expect(server.seen.map(({ body }) => /<session>(.*?)<\/session>/.exec(body)?.[1])).toEqual([
    'session-&lt;1&gt;',
    'session-&lt;1&gt;',
    'session-&lt;2&gt;',
  ])
  steps = [xml(fault('5'), 500)]
  await expect(client.call(call)).rejects.toMatchObject({ kind: 'token_expired' })
  expect(logins).toBe(3)
})

it('several calls that meet an ended session share one login', async () => {
  let logins = 0
  const login = async () => {
    logins += 1
    return { value: `s${logins}`, expiresAt: new Date(Date.now() + 3_600_000) }
  }
  const client = clientWith(soapSession({ tokens: http.tokens, login }))
  await client.call(call)
  steps = [(response, { body }) => (body.includes('>s1<') ? xml(fault('5'), 500) : xml(list('1')))(response)]
  await Promise.all([1, 2, 3, 4].map(() => client.call(call)))
  expect(logins).toBe(2)
})
