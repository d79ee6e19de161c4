import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { AdapterError } from '../../adapters/errors.ts'
import { systemClock } from '../../lib/clock.ts'
import { createPlainHttp, type PlainHttp } from '../testing.ts'
import { startTestServer, type TestServer } from '../testing-server.ts'
import { createGraphqlClient } from './create-graphql-client.ts'
import type { GraphqlRequest } from './types.ts'

const costSchema = z.object({
  cost: z.object({ asked: z.number(), spent: z.number().nullable(), left: z.number() }),
})

const kinds = {
  SLOW_DOWN: { kind: 'rate_limited', message: 'Slower.' },
  NOT_ALLOWED: { kind: 'forbidden', message: 'Not allowed.' },
} as const
type Code = keyof typeof kinds
const isKnown = (code: string): code is Code => code in kinds

let server: TestServer
let http: PlainHttp
let answers: (string | object)[]
let slept: number[]

beforeEach(async () => {
  answers = []
  slept = []
  server = await startTestServer((_request, response) => {
    const next = answers.shift() ?? { data: { shop: { name: 'Pine' } } }
    response.end(typeof next === 'string' ? next : JSON.stringify(next))
  })
  const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) }
  http = createPlainHttp({ allowedOrigins: [server.origin], clock, attempts: 2, random: () => 0 })
})

afterEach(async () => {
  await http.close()
  await server.close()
})

const shopSchema = z.object({ shop: z.looseObject({ name: z.string() }) })
type Shop = z.infer<typeof shopSchema>

function ask(request: Partial<GraphqlRequest<Shop>> = {}) {
  const client = createGraphqlClient(http.createClient, {
    baseUrl: server.origin,
    path: '/graphql.json',
    auth: null,
    rateLimit: { key: 'shop', points: 1000, restorePerSecond: 100 },
    readCode: (code) => (isKnown(code) ? kinds[code] : null),
    readPoints: (extensions) => {
      const found = costSchema.safeParse(extensions).data?.cost
      return found ? { ...found, full: 1000, restorePerSecond: 100 } : null
    },
  })
  return client.ask<Shop>({
    operation: 'shop.get',
    query: 'query ($first: Int) { shop { name } }',
    cost: 10,
    schema: shopSchema,
    lane: 'orders',
    ...request,
  })
}

const failure = (errors: unknown, more: object = {}) => ({ errors, ...more })
const coded = (code: string, message = 'Refused') => ({ message, extensions: { code } })

test('A query goes out with its variables and its data comes back, unknown fields and extensions kept', async () => {
  answers = [{ data: { shop: { name: 'Pine', x: 1 } }, extensions: { warnings: ['w'] } }]
  const { data, extensions } = await ask({ variables: { first: 5 } })
  expect(data).toEqual({ shop: { name: 'Pine', x: 1 } })
  expect(extensions).toEqual({ warnings: ['w'] })
  const [sent] = server.seen
  expect(sent).toMatchObject({ method: 'POST', url: '/graphql.json' })
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    query: 'query ($first: Int) { shop { name } }',
    variables: { first: 5 },
  })
})

test.each([
  ['a code that is known', [coded('NOT_ALLOWED')], { kind: 'forbidden', vendorCode: 'NOT_ALLOWED' }],
  ['a known code after unknown ones', [coded('OTHER'), coded('NOT_ALLOWED')], { kind: 'forbidden' }],
  ['an unknown code', [coded('undefinedField')], { kind: 'invalid_request', vendorCode: 'undefinedField' }],
  ['no code at all', [{ message: 'secret-word' }], { kind: 'invalid_request', vendorCode: undefined }],
  ['a code that is a text', [coded('you sent secret-word')], { vendorCode: undefined }],
])(
  'An error on a 200 with %s is told as what it is, and its text is not quoted',
  async (_what, errors, expected) => {
    answers = [failure(errors)]
    const error = await ask().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AdapterError)
    expect(error).toMatchObject(expected)
    expect(String(error)).not.toContain('secret-word')
  },
)

test('Data beside errors is no answer', async () => {
  answers = [failure([coded('NOT_ALLOWED')], { data: { shop: { name: 'Pine' } } })]
  await expect(ask()).rejects.toMatchObject({ kind: 'forbidden' })
})

test.each([
  ['no data', {}],
  ['null as data', { data: null }],
  ['data of another kind', { data: { shop: 1 } }],
  ['errors that are none', { errors: 'broken' }],
  ['no object', '42'],
])('An answer with %s is invalid', async (_what, answer) => {
  answers = [answer, answer]
  await expect(ask()).rejects.toMatchObject({ kind: 'invalid_response' })
})

test('When the bucket is empty the wait is as long as it takes to fill, then the query goes out again', async () => {
  const cost = { asked: 752, spent: null, left: 52 }
  answers = [failure([coded('SLOW_DOWN')], { extensions: { cost } })]
  await ask()
  expect(server.seen).toHaveLength(2)
  expect(slept).toContain(7000)
})

test('A query is repeated when the POS is in trouble, a mutation is not', async () => {
  answers = ['cut {']
  await ask()
  expect(server.seen).toHaveLength(2)
  answers = ['cut {']
  const mutation = ask({ query: 'mutation { shop { name } }' })
  await expect(mutation).rejects.toMatchObject({ kind: 'invalid_response' })
  expect(server.seen).toHaveLength(3)
})
