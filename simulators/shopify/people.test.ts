import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerSchema, type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

const ledger = async () => ledgerSchema.parse(await (await shop.control('GET', '/ledger')).json())
const byId = (a: { sourceId: string }, b: { sourceId: string }) => a.sourceId.localeCompare(b.sourceId)

test('customers are those of the ledger, their days of birth in a custom field', async () => {
  shop = await startShopify()
  const schema = z.object({
    customers: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          displayName: z.string(),
          birthDate: z.object({ type: z.literal('date'), value: z.string() }),
        }),
      ),
    }),
  })
  const { customers } = await shop.read(
    schema,
    '{ customers(first: 250) { nodes { id displayName birthDate: metafield(namespace: "facts", key: "birth_date") { type value } } } }',
  )
  const seen = customers.nodes.map(({ id, displayName, birthDate }) => ({
    sourceId: id,
    name: displayName,
    bornOn: birthDate.value,
  }))
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.sort(byId)).toEqual((await ledger()).customers.sort(byId))
})

const ordersQuery = `query ($query: String) {
  orders(first: 250, query: $query, sortKey: UPDATED_AT) {
    nodes {
      id name cancelledAt displayFulfillmentStatus
      fulfillments { displayStatus }
      customer { id }
      totalPriceSet { shopMoney { amount currencyCode } }
      lineItems(first: 20) { nodes { quantity variant { id } } }
    }
  }
}`
const ordersSchema = z.object({
  orders: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        cancelledAt: z.string().nullable(),
        displayFulfillmentStatus: z.string(),
        fulfillments: z.array(z.object({ displayStatus: z.string() })),
        customer: z.object({ id: z.string() }).nullable(),
        totalPriceSet: z.object({
          shopMoney: z.object({ amount: z.string(), currencyCode: z.literal('USD') }),
        }),
        lineItems: z.object({
          nodes: z.array(
            z.object({ quantity: z.number().int(), variant: z.object({ id: z.string() }).nullable() }),
          ),
        }),
      }),
    ),
  }),
})
type Order = z.infer<typeof ordersSchema>['orders']['nodes'][number]

/** What the answers tell of a status. */
function statusOf({ cancelledAt, displayFulfillmentStatus, fulfillments }: Order): string {
  if (cancelledAt !== null) return 'cancelled'
  const shown = fulfillments[0]?.displayStatus
  if (shown === 'READY_FOR_PICKUP') return 'ready'
  if (shown === 'OUT_FOR_DELIVERY') return 'out_for_delivery'
  const steps: Record<string, string> = {
    UNFULFILLED: 'pending',
    IN_PROGRESS: 'preparing',
    FULFILLED: 'completed',
  }
  return steps[displayFulfillmentStatus] ?? 'unknown'
}

test('orders are those of the ledger in status, amount and lines, also where a product is gone', async () => {
  shop = await startShopify()
  const [product] = (await ledger()).products
  await shop.control('POST', '/change', {
    storeKey: 'pine-street',
    kind: 'remove',
    sourceId: product?.sourceId,
  })
  const { orders } = await shop.read(ordersSchema, ordersQuery)
  const seen = orders.nodes.map((order) => ({
    sourceId: order.id,
    number: order.name.replace(/^#/, ''),
    status: statusOf(order),
    customerSourceId: order.customer?.id ?? null,
    totalMinor: Math.round(Number(order.totalPriceSet.shopMoney.amount) * 100),
    lines: order.lineItems.nodes.map(({ quantity, variant }) => ({
      productSourceId: variant?.id ?? '',
      quantity,
    })),
  }))
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.sort(byId)).toEqual((await ledger()).orders.sort(byId))
})

test('an order that is placed is found by updated_at, and none placed before', async () => {
  shop = await startShopify()
  const since = new Date(Date.now() - 60_000).toISOString()
  await shop.control('POST', '/change', { storeKey: 'pine-street', kind: 'order' })
  const { orders } = await shop.read(ordersSchema, ordersQuery, { query: `updated_at:>="${since}"` })
  expect(orders.nodes.map(statusOf)).toEqual(['pending'])
})

test('an app that may not see all orders sees those of 60 days', async () => {
  let now = Date.now()
  shop = await startShopify({ clock: { now: () => new Date(now) } })
  const before = (await ledger()).orders.length
  now += 50 * 86_400_000
  const { orders } = await shop.read(ordersSchema, ordersQuery)
  expect(orders.nodes.length).toBeLessThan(before)
  expect(orders.nodes).toHaveLength((await ledger()).orders.length)
})
