import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

test.each([
  ['{ shop { colour } }', "Field 'colour' doesn't exist on type 'Shop'", 'undefinedField'],
  ['{ product { id } }', "Field 'product' is missing required arguments: id", 'missingRequiredArguments'],
  [
    '{ products(first: 1, size: 2) { nodes { id } } }',
    "Field 'products' doesn't accept argument 'size'",
    'argumentNotAccepted',
  ],
  ['{ shop', 'syntax error, Expected Name, found end of file at [1, 7]', 'PARSE_ERROR'],
])(
  '%s does not fit the real schema and is refused inside a 200, without data',
  async (query, message, code) => {
    shop = await startShopify()
    const response = await shop.ask(query)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      errors: [expect.objectContaining({ message, extensions: expect.objectContaining({ code }) })],
    })
  },
)

test('a variable that does not fit its type is refused', async () => {
  shop = await startShopify()
  const { errors } = await shop.query('query ($id: ID!) { product(id: $id) { id } }')
  expect(errors).toEqual([
    expect.objectContaining({
      message: 'Variable $id of type ID! was provided invalid value',
      extensions: expect.objectContaining({ code: 'INVALID_VARIABLE' }),
    }),
  ])
})

test('a list without a size, or of more than 250, is refused', async () => {
  shop = await startShopify()
  for (const args of ['reverse: true', 'first: 251', 'first: 1, last: 1']) {
    const { errors } = await shop.query(`{ products(${args}) { nodes { id } } }`)
    expect(errors, args).toMatchObject([{ path: ['products'], extensions: { code: 'BAD_REQUEST' } }])
  }
})

test('aliases, fragments, directives and variables all work', async () => {
  shop = await startShopify()
  const { data, errors } = await shop.query(
    `query ($with: Boolean!) { here: shop { ...Names currencyCode @include(if: $with) url @skip(if: $with) } }
     fragment Names on Shop { title: name }`,
    { with: true },
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({ here: { title: 'Pine Street', currencyCode: 'USD' } })
})

test('fields behind a scope the app lacks are refused, the others are read', async () => {
  shop = await startShopify()
  const token = 'cairn-catalogue-access-token-pine-street'
  const products = await shop.query('{ products(first: 1) { nodes { id } } }', {}, token)
  expect(products.errors).toBeUndefined()
  const customers = await shop.query('{ customers(first: 1) { nodes { id } } }', {}, token)
  expect(customers).toMatchObject({
    data: null,
    errors: [
      {
        message: 'Access denied for customers field. Required access: `read_customers` access scope.',
        path: ['customers'],
        extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' },
      },
    ],
  })
})

test('protected customer data is withheld from who was not approved for it', async () => {
  shop = await startShopify()
  const ask = (app: string) =>
    shop.query('{ orders(first: 1) { nodes { id email } } }', {}, `${app}-access-token-pine-street`)
  expect(await ask('cairn-unapproved')).toMatchObject({
    data: null,
    errors: [{ message: expect.stringContaining('not approved to access the Order object') }],
  })
  expect(await ask('cairn-level-1')).toMatchObject({
    data: { orders: { nodes: [{ id: expect.any(String), email: null }] } },
    errors: [{ path: ['orders', 'nodes', 0, 'email'], extensions: { code: 'ACCESS_DENIED' } }],
  })
})

const costSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    actualQueryCost: z.number().nullable(),
    throttleStatus: z.object({
      maximumAvailable: z.number(),
      currentlyAvailable: z.number(),
      restoreRate: z.number(),
    }),
  }),
})
const dear =
  '{ products(first: 50) { nodes { id variants(first: 50) { nodes { id inventoryItem { id } } } } } }'

test('a query costs points, and what was asked for and not found is given back', async () => {
  const now = Date.now()
  shop = await startShopify({ clock: { now: () => new Date(now) } })
  const { cost } = costSchema.parse((await shop.query(dear)).extensions)
  // 2 + 7 · (1 + 2 + 7 · (1 + 1)); found: the same with one variant each.
  expect(cost.requestedQueryCost).toBe(121)
  expect(cost.actualQueryCost).toBe(37)
  expect(cost.throttleStatus).toEqual({
    maximumAvailable: 2000,
    currentlyAvailable: 1963,
    restoreRate: 100,
  })
})

test('who has spent the points is throttled inside a 200 until they have come back, unless limits are lifted', async () => {
  let now = Date.now()
  shop = await startShopify({ clock: { now: () => new Date(now) } })
  const spend = () => shop.query(dear)
  let answer = await spend()
  let calls = 1
  while (answer.errors === undefined && calls < 200) {
    answer = await spend()
    calls += 1
  }
  expect(answer.data).toBeUndefined()
  expect(answer.errors).toMatchObject([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }])
  const { cost } = costSchema.parse(answer.extensions)
  expect(cost.actualQueryCost).toBeNull()
  now += ((cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable) / 100) * 1000
  expect((await spend()).errors).toBeUndefined()
  expect((await spend()).errors).toHaveLength(1)
  await shop.control('POST', '/limits', { perSecond: null })
  expect((await spend()).errors).toBeUndefined()
})

test('a query of more than 1,000 points is refused however much is left', async () => {
  shop = await startShopify()
  const { errors } = await shop.query(
    '{ products(first: 250) { nodes { variants(first: 250) { nodes { inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } } } } }',
  )
  expect(errors).toMatchObject([{ extensions: { code: 'MAX_COST_EXCEEDED' } }])
})

test('a version that is gone is answered in the oldest there is, and the header says so', async () => {
  shop = await startShopify()
  const versionOf = async (version: string) => {
    const response = await shop.ask('{ shop { name } }', {}, { version })
    return [response.status, response.headers.get('x-shopify-api-version')]
  }
  expect(await versionOf('2026-07')).toEqual([200, '2026-07'])
  expect(await versionOf('2024-10')).toEqual([200, '2026-01'])
  expect(await versionOf('2031-01')).toEqual([404, null])
})
