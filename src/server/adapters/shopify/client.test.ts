import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPlainHttp, type PlainHttp } from '../../http/testing.ts'
import { startTestServer, type TestServer } from '../../http/testing-server.ts'
import { systemClock } from '../../lib/clock.ts'
import type { AdapterContext } from '../contract.ts'
import { shopify } from './index.ts'

/** A shop of a few lines: answers by the name of the operation, and says which version it speaks. */
let answers: Record<string, (variables: Record<string, unknown>) => object>
let version: string
let server: TestServer
let http: PlainHttp
let warnings: { code: string; message: string }[]

beforeEach(async () => {
  answers = {}
  version = '2026-07'
  warnings = []
  server = await startTestServer((request, response) => {
    const { query, variables } = JSON.parse(request.body)
    const name = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? ''
    response.setHeader('x-shopify-api-version', version)
    response.end(JSON.stringify(answers[name]?.(variables) ?? { data: null }))
  })
  http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 1 })
})

afterEach(async () => {
  await http.close()
  await server.close()
})

function open() {
  const context: AdapterContext = {
    connectionId: 'c',
    baseUrl: server.origin,
    signInMethod: 'access_token',
    credentials: { shop: 'pine', accessToken: 'token-of-a-shop' },
    settings: shopify.settingsSchema.parse({}),
    tokens: http.tokens,
    clock: systemClock,
    createClient: http.createClient,
    signal: AbortSignal.timeout(10_000),
    warn: (warning) => void warnings.push(warning),
  }
  return shopify.open(context)
}

const page = (nodes: object[], endCursor: string | null = null) => ({
  nodes,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
})
const since = new Date('2026-07-14T12:00:00Z')

async function read(entity: 'products' | 'orders' | 'inventory', from = since) {
  const pages = []
  for await (const each of open().read(entity, { mode: 'incremental', cursor: null, since: from })) {
    pages.push(each)
  }
  return pages
}

test('The token goes in its header, to the version asked for', async () => {
  answers['Products'] = () => ({ data: { products: page([]) } })
  await read('products')
  expect(server.seen[0]).toMatchObject({
    method: 'POST',
    url: '/pine/admin/api/2026-07/graphql.json',
    headers: { 'x-shopify-access-token': 'token-of-a-shop' },
  })
})

test('Changes are asked for from five minutes before, the time in quotes, in the order they happened', async () => {
  let asked: unknown
  answers['Products'] = (variables) => {
    asked = variables
    return { data: { products: page([]) } }
  }
  await read('products')
  expect(asked).toEqual({
    after: null,
    first: 50,
    query: "updated_at:>='2026-07-14T11:55:00.000Z'",
    sortKey: 'UPDATED_AT',
  })
})

test('A product with more variants than a page holds, and an order with more lines, come whole', async () => {
  const moreOf = (prefix: string, after: unknown) =>
    after === 'a' ? page([{ id: `${prefix}2` }], 'b') : page([{ id: `${prefix}3` }])
  answers['Products'] = () => ({
    data: { products: page([{ id: 'p', variants: page([{ id: 'v1' }], 'a') }]) },
  })
  answers['Variants'] = ({ after }) => ({ data: { product: { variants: moreOf('v', after) } } })
  answers['Orders'] = () => ({ data: { orders: page([{ id: 'o', lineItems: page([{ id: 'l1' }], 'a') }]) } })
  answers['Lines'] = ({ after }) => ({ data: { order: { lineItems: moreOf('l', after) } } })
  const payloads = async (entity: 'products' | 'orders') =>
    (await read(entity)).flatMap(({ records }) => records.map(({ payload }) => payload))
  expect(await payloads('products')).toEqual([
    { id: 'p', variants: [{ id: 'v1' }, { id: 'v2' }, { id: 'v3' }] },
  ])
  expect(await payloads('orders')).toEqual([
    { id: 'o', lineItems: [{ id: 'l1' }, { id: 'l2' }, { id: 'l3' }] },
  ])
})

test('A list longer than can be paged through is begun anew behind the last record', async () => {
  const filters: unknown[] = []
  const many = Array.from({ length: 20_000 }, (_, id) => ({
    id: `gid://shopify/Order/${id}`,
    updatedAt: '2026-07-14T13:00:00Z',
  }))
  answers['Orders'] = ({ query, after }) => {
    filters.push([query, after])
    return { data: { orders: filters.length === 1 ? page(many, 'c') : page([{ id: 'last' }]) } }
  }
  const pages = await read('orders')
  expect(filters).toEqual([
    ["updated_at:>='2026-07-14T11:55:00.000Z'", null],
    ["updated_at:>='2026-07-14T13:00:00.000Z'", null],
  ])
  expect(pages.map(({ records }) => records.length)).toEqual([20_000, 1])
})

test('A location that closes while it is read is not taken for empty; read again, the others are there', async () => {
  const listed = new Set(['b', 'a'])
  answers['Locations'] = () => ({ data: { locations: page([...listed].map((id) => ({ id }))) } })
  answers['Levels'] = ({ location }) => ({
    data: { location: location === 'a' ? null : { inventoryLevels: page([{ id: 'level' }]) } },
  })
  await expect(read('inventory')).rejects.toMatchObject({ kind: 'invalid_response' })
  listed.delete('a')
  const pages = await read('inventory')
  expect(pages.map(({ records, done }) => [records.map(({ sourceId }) => sourceId), done])).toEqual([
    [['level'], true],
  ])
})

test('A page that says more follows, but not where, is not the end of the list', async () => {
  answers['Orders'] = () => ({
    data: { orders: { nodes: [{ id: 'o' }], pageInfo: { hasNextPage: true, endCursor: null } } },
  })
  await expect(read('orders')).rejects.toMatchObject({ kind: 'invalid_response' })
})

test('A search that was passed over in part is no list of changes', async () => {
  answers['Products'] = () => ({
    data: { products: page([{ id: 'p' }]) },
    extensions: {
      search: [{ path: ['products'], warnings: [{ field: 'updated', code: 'invalid_field' }] }],
    },
  })
  await expect(read('products')).rejects.toMatchObject({
    kind: 'invalid_request',
    vendorCode: 'invalid_field',
  })
})

test('A version that fell forward is warned of once a session, and the check says so', async () => {
  version = '2026-10'
  answers['Products'] = () => ({ data: { products: page([]) } })
  answers['Access'] = () => ({
    data: {
      shop: { name: 'Pine' },
      currentAppInstallation: {
        accessScopes: ['write_products', 'read_inventory', 'read_locations'].map((handle) => ({ handle })),
      },
    },
  })
  await read('products')
  expect(warnings).toEqual([
    { code: 'api_version_fell_forward', message: expect.stringContaining('answers in 2026-10') },
  ])
  const steps = []
  for await (const step of open().probe()) if (step.status !== 'running') steps.push(step)
  expect(steps.find(({ id }) => id === 'version')).toMatchObject({
    status: 'skipped',
    detail: expect.stringContaining('2026-10'),
    cure: 'Update Cairn. Until then compare what it shows with the shop.',
  })
  // Who may write may read; what is missing is named.
  expect(steps.find(({ id }) => id === 'permissions')).toMatchObject({
    status: 'skipped',
    detail: 'The app may not read_customers, read_orders',
  })
})

test.each([
  [401, 'unauthenticated'],
  [402, 'forbidden'],
  [404, 'not_found'],
  [423, 'forbidden'],
])('A shop that answers %i is told as %s', async (status, kind) => {
  const refusing = await startTestServer((_request, response) => {
    response.statusCode = status
    response.end('{"errors":"Unavailable Shop"}')
  })
  const plain = createPlainHttp({ allowedOrigins: [refusing.origin], attempts: 1 })
  const session = shopify.open({
    connectionId: 'c',
    baseUrl: refusing.origin,
    signInMethod: 'access_token',
    credentials: { shop: 'pine', accessToken: 'token-of-a-shop' },
    settings: shopify.settingsSchema.parse({}),
    tokens: plain.tokens,
    clock: systemClock,
    createClient: plain.createClient,
    signal: AbortSignal.timeout(10_000),
  })
  const first = session.read('orders', { mode: 'full', cursor: null, since }).next()
  await expect(first).rejects.toMatchObject({ kind, status })
  await plain.close()
  await refusing.close()
})
