import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type ShopifyClient, startShopify } from './testing.ts'

let shop: ShopifyClient
afterEach(() => shop.close())

const uri = 'https://cairn.example/webhooks/orders'
const createQuery = `mutation ($topic: WebhookSubscriptionTopic!, $uri: String) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id topic uri }
    userErrors { field message }
  }
}`
const createdSchema = z.object({
  webhookSubscriptionCreate: z.object({
    webhookSubscription: z.object({ id: z.string(), topic: z.string(), uri: z.string() }).nullable(),
    userErrors: z.array(z.object({ field: z.array(z.string()), message: z.string() })),
  }),
})
async function create(topic: string, address: string, token?: string) {
  const { data } = await shop.query(createQuery, { topic, uri: address }, token)
  return createdSchema.parse(data).webhookSubscriptionCreate
}
const listed = async () =>
  (await shop.query('{ webhookSubscriptions(first: 10) { nodes { topic uri } } }')).data

test('a subscription is remembered until it is deleted', async () => {
  shop = await startShopify()
  const { webhookSubscription, userErrors } = await create('ORDERS_CREATE', uri)
  expect(userErrors).toEqual([])
  expect(await listed()).toEqual({ webhookSubscriptions: { nodes: [{ topic: 'ORDERS_CREATE', uri }] } })
  const remove = () =>
    shop.query(
      'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }',
      { id: webhookSubscription?.id },
    )
  expect((await remove()).data).toEqual({
    webhookSubscriptionDelete: { deletedWebhookSubscriptionId: webhookSubscription?.id, userErrors: [] },
  })
  expect(await listed()).toEqual({ webhookSubscriptions: { nodes: [] } })
  expect((await remove()).data).toMatchObject({
    webhookSubscriptionDelete: { userErrors: [{ message: 'Webhook subscription does not exist' }] },
  })
})

test.each([
  ['http://cairn.example/webhooks', 'Address protocol http:// is not supported'],
  ['https://pine-street.myshopify.com/', 'Address cannot be a Shopify or an internal domain'],
  ['', "Address can't be blank"],
])('the address "%s" is refused', async (address, message) => {
  shop = await startShopify()
  expect(await create('ORDERS_CREATE', address)).toEqual({
    webhookSubscription: null,
    userErrors: [{ field: ['webhookSubscription', 'callbackUrl'], message }],
  })
})

test('a topic twice for one address, or without its scope, is refused', async () => {
  shop = await startShopify()
  await create('PRODUCTS_UPDATE', uri)
  expect((await create('PRODUCTS_UPDATE', uri)).userErrors).toHaveLength(1)
  const token = 'cairn-catalogue-access-token-pine-street'
  expect((await create('PRODUCTS_UPDATE', uri, token)).userErrors).toEqual([])
  expect((await create('ORDERS_CREATE', uri, token)).userErrors).toMatchObject([
    { message: 'You do not have permission to create or update webhooks with orders/create topic' },
  ])
})
