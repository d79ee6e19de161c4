import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerSchema, pageInfoSchema, type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

const productsQuery = `query Products($after: String, $query: String, $first: Int = 25) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {
      id title status updatedAt
      variants(first: 1) {
        nodes { price compareAtPrice inventoryItem { inventoryLevels(first: 10) { nodes {
          location { name } quantities(names: ["available"]) { quantity }
        } } } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`
const levelSchema = z.object({
  location: z.object({ name: z.string() }),
  quantities: z.array(z.object({ quantity: z.number() })),
})
const productSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  updatedAt: z.string(),
  variants: z.object({
    nodes: z.array(
      z.object({
        price: z.string(),
        compareAtPrice: z.string().nullable(),
        inventoryItem: z.object({ inventoryLevels: z.object({ nodes: z.array(levelSchema) }) }),
      }),
    ),
  }),
})
const productsSchema = z.object({
  products: z.object({ nodes: z.array(productSchema), pageInfo: pageInfoSchema }),
})
const onlyUpdated = z.object({ products: z.object({ nodes: z.array(z.object({ title: z.string() })) }) })

async function readProducts(each: (page: number) => Promise<void> = async () => undefined) {
  const found: z.infer<typeof productSchema>[] = []
  let after: string | null = null
  for (let page = 1; ; page += 1) {
    const { products }: z.infer<typeof productsSchema> = await shop.read(productsSchema, productsQuery, {
      after,
    })
    found.push(...products.nodes)
    if (!products.pageInfo.hasNextPage) return found
    after = products.pageInfo.endCursor
    await each(page)
  }
}

const ledger = async () => ledgerSchema.parse(await (await shop.control('GET', '/ledger')).json())

test('products, prices and stock in each location are those of the ledger', async () => {
  shop = await startShopify()
  const seen = (await readProducts()).map(({ id, title, status, variants: { nodes } }) => ({
    sourceId: id,
    name: title,
    status,
    priceMinor: Math.round(Number(nodes[0]?.compareAtPrice ?? nodes[0]?.price) * 100),
    levels: nodes[0]?.inventoryItem.inventoryLevels.nodes.map(({ location, quantities }) => ({
      location: location.name,
      quantity: quantities[0]?.quantity,
    })),
  }))
  const { products } = await ledger()
  const byId = (a: { sourceId: string }, b: { sourceId: string }) => a.sourceId.localeCompare(b.sourceId)
  expect(products).toHaveLength(60)
  expect(seen.sort(byId)).toEqual(products.map(({ quantity: _, ...product }) => product).sort(byId))
})

test('a list that shrinks and grows while it is read hides nothing that stays', async () => {
  shop = await startShopify()
  const before = await readProducts()
  const [first] = before
  const found = await readProducts(async (page) => {
    if (page > 1) return
    await shop.control('POST', '/change', { storeKey: 'pine-street', kind: 'remove', sourceId: first?.id })
    await shop.control('POST', '/change', { storeKey: 'pine-street', kind: 'add' })
  })
  expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)))
  expect(found).toHaveLength(before.length + 1)
})

test('a search by updated_at finds what was edited and not what was sold', async () => {
  shop = await startShopify()
  const since = new Date(Date.now() - 60_000).toISOString()
  const [sold, renamed] = (await ledger()).products
  const change = (kind: string, sourceId?: string) =>
    shop.control('POST', '/change', { storeKey: 'pine-street', kind, sourceId })
  await change('stock', sold?.sourceId)
  await change('rename', renamed?.sourceId)
  const query = `updated_at:>='${since}'`
  const { products } = await shop.read(productsSchema, productsQuery, { query })
  expect(products.nodes.map(({ id }) => id)).toEqual([renamed?.sourceId])
})

test('a search by a field nobody knows finds everything and says so', async () => {
  shop = await startShopify()
  const { data, extensions } = await shop.query(
    '{ products(first: 250, query: "colour:red") { nodes { title } } }',
  )
  expect(onlyUpdated.parse(data).products.nodes).toHaveLength(60)
  expect(extensions).toMatchObject({
    search: [{ path: ['products'], warnings: [{ field: 'colour', code: 'invalid_field' }] }],
  })
})

test('levels of a location are those of its products', async () => {
  shop = await startShopify()
  const { products } = await ledger()
  const room = products.flatMap(({ levels }) => levels)[0]?.location
  const locations = z.object({
    locations: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
  })
  const all = await shop.read(locations, '{ locations(first: 10) { nodes { id name } } }')
  const id = all.locations.nodes.find(({ name }) => name === room)?.id
  const schema = z.object({
    location: z.object({ inventoryLevels: z.object({ nodes: z.array(levelSchema) }) }),
  })
  const { location } = await shop.read(
    schema,
    `query ($id: ID!) { location(id: $id) { inventoryLevels(first: 250) { nodes {
      location { name } quantities(names: ["available"]) { quantity }
    } } } }`,
    { id },
  )
  const there = products.flatMap(({ levels }) => levels.filter(({ location }) => location === room))
  expect(location.inventoryLevels.nodes.map(({ quantities }) => quantities[0]?.quantity)).toEqual(
    there.map(({ quantity }) => quantity),
  )
})

test('anything is found again by its id', async () => {
  shop = await startShopify()
  const [product] = (await ledger()).products
  const schema = z.object({ node: z.object({ __typename: z.string(), title: z.string() }) })
  const query = 'query ($id: ID!) { node(id: $id) { __typename ... on Product { title } } }'
  const { node } = await shop.read(schema, query, { id: product?.sourceId })
  expect(node).toEqual({ __typename: 'Product', title: product?.name })
  const gone = await shop.query(query, { id: 'gid://shopify/Product/1' })
  expect(gone).toMatchObject({ data: { node: null } })
})
