import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerSchema, type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

const operationSchema = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  objectCount: z.string(),
  rootObjectCount: z.string(),
  url: z.string().nullable(),
})
const fields = 'id status errorCode objectCount rootObjectCount url'
const startedSchema = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: operationSchema.nullable(),
    userErrors: z.array(
      z.object({ field: z.array(z.string()).nullable(), message: z.string(), code: z.string() }),
    ),
  }),
})

async function start(query: string) {
  const { bulkOperationRunQuery } = await shop.read(
    startedSchema,
    `mutation ($query: String!) { bulkOperationRunQuery(query: $query) {
      bulkOperation { ${fields} } userErrors { field message code }
    } }`,
    { query },
  )
  return bulkOperationRunQuery
}

async function look(id: string | undefined, token?: string) {
  const { data } = await shop.query(
    `query ($id: ID!) { bulkOperation(id: $id) { ${fields} } }`,
    { id },
    token,
  )
  return z.object({ bulkOperation: operationSchema.nullable() }).parse(data).bulkOperation
}

/** Looks until it has ended. */
async function finish(id: string | undefined) {
  for (let looks = 0; looks < 10; looks += 1) {
    const operation = await look(id)
    if (operation && !['CREATED', 'RUNNING', 'CANCELING'].includes(operation.status)) return operation
  }
  throw new Error('it never ended')
}

const lineSchema = z.object({
  id: z.string(),
  title: z.string().optional(),
  price: z.string().optional(),
  compareAtPrice: z.string().nullish(),
  __parentId: z.string().optional(),
})

test('all products with their variants come as lines that say whose they are, without a token', async () => {
  shop = await startShopify({ products: 300 })
  const { bulkOperation, userErrors } = await start(
    '{ products { edges { node { id title variants { edges { node { id price compareAtPrice } } } } } } }',
  )
  expect(userErrors).toEqual([])
  expect(bulkOperation?.status).toBe('CREATED')
  const done = await finish(bulkOperation?.id)
  expect(done).toMatchObject({ status: 'COMPLETED', objectCount: '600', rootObjectCount: '300' })
  const file = await fetch(done.url ?? '')
  expect(file.headers.get('content-type')).toBe('application/jsonl')
  const lines = (await file.text())
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)))
  const { products } = ledgerSchema.parse(await (await shop.control('GET', '/ledger')).json())
  const titles = new Map(lines.filter((line) => !line.__parentId).map(({ id, title }) => [id, title]))
  expect(titles).toEqual(new Map(products.map(({ sourceId, name }) => [sourceId, name])))
  const prices = new Map(
    lines.flatMap(({ __parentId, price, compareAtPrice }) =>
      __parentId ? [[__parentId, Number(compareAtPrice ?? price)] as const] : [],
    ),
  )
  expect(prices).toEqual(new Map(products.map(({ sourceId, priceMinor }) => [sourceId, priceMinor / 100])))
  // A child need not follow its parent.
  expect(lines[1]?.__parentId).toBeUndefined()
})

test('levels lie two lists deep, below their item', async () => {
  shop = await startShopify()
  const { bulkOperation } = await start(
    '{ inventoryItems { edges { node { id inventoryLevels { edges { node { id quantities(names: ["available"]) { name quantity } } } } } } } }',
  )
  const done = await finish(bulkOperation?.id)
  const lines = (await (await fetch(done.url ?? '')).text()).trimEnd().split('\n')
  const parents = new Set(lines.map((line) => lineSchema.parse(JSON.parse(line)).__parentId))
  parents.delete(undefined)
  expect(parents.size).toBe(60)
})

test('nothing found is no file, and a wrong signature opens none', async () => {
  shop = await startShopify({ products: 0 })
  const nothing = await start('{ products { edges { node { id } } } }')
  expect(await finish(nothing.bulkOperation?.id)).toMatchObject({ status: 'COMPLETED', url: null })
  const customers = await start('{ customers { edges { node { id } } } }')
  const { url } = await finish(customers.bulkOperation?.id)
  expect((await fetch(`${url}0`)).status).toBe(403)
})

test.each([
  ['{ products { nodes { id } } }', 'edges { node }'],
  ['{ shop { name } }', 'at least one connection'],
  [
    '{ products { edges { node { id variants { edges { node { id inventoryItem { inventoryLevels { edges { node { id } } } } } } } } } } }',
    'nesting depth',
  ],
  ['{ products { edges { node { title variants { edges { node { id } } } } } } }', "select the 'id' field"],
  ['{ node(id: "gid://shopify/Product/1") { id } }', 'top level `node`'],
  ['{ products { edges { node { colour } } } }', "Field 'colour' doesn't exist"],
])('%s cannot run in bulk, and is told why', async (query, why) => {
  shop = await startShopify()
  const { bulkOperation, userErrors } = await start(query)
  expect(bulkOperation).toBeNull()
  expect(userErrors).toEqual([{ field: ['query'], code: 'INVALID', message: expect.stringContaining(why) }])
})

test('five run at once and no sixth; one that is cancelled makes room', async () => {
  shop = await startShopify()
  const query = '{ products { edges { node { id } } } }'
  const first = await start(query)
  for (let more = 0; more < 4; more += 1) expect((await start(query)).userErrors).toEqual([])
  const sixth = await start(query)
  expect(sixth.userErrors).toMatchObject([{ field: null, code: 'OPERATION_IN_PROGRESS' }])
  const cancelled = await shop.query(
    'mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }',
    { id: first.bulkOperation?.id },
  )
  expect(cancelled.data).toEqual({
    bulkOperationCancel: { bulkOperation: { status: 'CANCELING' }, userErrors: [] },
  })
  expect(await finish(first.bulkOperation?.id)).toMatchObject({ status: 'CANCELED', url: null })
  expect((await start(query)).userErrors).toEqual([])
})

test('an operation is the business of the app that started it', async () => {
  shop = await startShopify()
  const { bulkOperation } = await start('{ products { edges { node { id } } } }')
  expect(await look(bulkOperation?.id, 'cairn-catalogue-access-token-pine-street')).toBeNull()
})
