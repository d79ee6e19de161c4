import { z } from 'zod'
import type { GraphqlRequest } from '../../http/graphql/types.ts'
import { AdapterError } from '../errors.ts'
import type { Subscription } from '../webhooks.ts'
import type { Ask } from './ask.ts'
import {
  costs,
  customersAgainQuery,
  levelsAgainQuery,
  ordersAgainQuery,
  productsAgainQuery,
  subscribeMutation,
  subscriptionsQuery,
  unsubscribeMutation,
} from './queries.ts'

type Again = Pick<GraphqlRequest<unknown>, 'operation' | 'query' | 'cost' | 'lane'>

/** What notices point at, by entity. */
const again = {
  products: {
    operation: 'products.again',
    query: productsAgainQuery,
    cost: costs.productsAgain,
    lane: 'catalogue',
  },
  inventory: {
    operation: 'stock.again',
    query: levelsAgainQuery,
    cost: costs.levelsAgain,
    lane: 'stock',
  },
  customers: {
    operation: 'customers.again',
    query: customersAgainQuery,
    cost: costs.customersAgain,
    lane: 'history',
  },
  orders: {
    operation: 'orders.again',
    query: ordersAgainQuery,
    cost: costs.ordersAgain,
    lane: 'history',
  },
} as const satisfies Record<string, Again>
export type AgainEntity = keyof typeof again

const nodesSchema = z.looseObject({ nodes: z.array(z.unknown()) })
const subscriptionSchema = z.looseObject({ id: z.string(), topic: z.string(), uri: z.string() })
const subscribedPageSchema = z.looseObject({
  nodes: z.array(subscriptionSchema),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
})
type Subscribed = z.infer<typeof subscribedPageSchema>
const errorsSchema = z.array(z.looseObject({ message: z.string() }))
const subscribedSchema = z.looseObject({
  webhookSubscriptionCreate: z.looseObject({
    webhookSubscription: subscriptionSchema.nullish(),
    userErrors: errorsSchema,
  }),
})
const unsubscribedSchema = z.looseObject({
  webhookSubscriptionDelete: z.looseObject({
    deletedWebhookSubscriptionId: z.string().nullish(),
    userErrors: errorsSchema,
  }),
})

/** The calls around notices: single objects by their ids, and what the shop is to tell of. */
export function createNoticeCalls(ask: Ask) {
  async function subscriptionPage(after: string | null): Promise<Subscribed> {
    const { data } = await ask({
      operation: 'subscriptions.list',
      query: subscriptionsQuery,
      variables: { after },
      cost: costs.subscriptions,
      schema: z.looseObject({ webhookSubscriptions: subscribedPageSchema }),
      lane: 'history',
    })
    return data.webhookSubscriptions
  }

  async function subscriptions(): Promise<Subscription[]> {
    const found: Subscription[] = []
    for (let after: string | null | undefined = null; ; ) {
      const { nodes, pageInfo }: Subscribed = await subscriptionPage(after)
      found.push(...nodes.map(toSubscription))
      after = pageInfo.endCursor
      if (!pageInfo.hasNextPage || !after) return found
    }
  }

  return {
    /** Null for each id that is gone. */
    async nodes(entity: AgainEntity, ids: string[]): Promise<unknown[]> {
      const { data } = await ask({ ...again[entity], variables: { ids }, schema: nodesSchema })
      return data.nodes
    },
    subscriptions,
    async subscribe(topic: string, address: string): Promise<Subscription> {
      const { data } = await ask({
        operation: 'subscriptions.add',
        query: subscribeMutation,
        variables: { topic: enumOf(topic), uri: address },
        cost: costs.subscribe,
        schema: subscribedSchema,
        lane: 'history',
        // The shop takes a topic once for each address, so a second try finds what the first has made.
        repeatable: true,
      })
      const { webhookSubscription, userErrors } = data.webhookSubscriptionCreate
      if (webhookSubscription) return toSubscription(webhookSubscription)
      if (userErrors.some(({ message }) => /already been taken/.test(message))) {
        const made = (await subscriptions()).find((one) => one.topic === topic && one.address === address)
        if (made) return made
      }
      throw refusedSubscription(topic, userErrors)
    },
    async unsubscribe(id: string): Promise<void> {
      const { data } = await ask({
        operation: 'subscriptions.remove',
        query: unsubscribeMutation,
        variables: { id },
        cost: costs.unsubscribe,
        schema: unsubscribedSchema,
        lane: 'history',
        repeatable: true,
      })
      const { userErrors } = data.webhookSubscriptionDelete
      if (userErrors.some(({ message }) => !/does not exist/.test(message))) {
        throw new AdapterError('invalid_request', 'Shopify did not end the subscription.')
      }
    },
  }
}

/** `products/update` in the API's own list: PRODUCTS_UPDATE. */
const enumOf = (topic: string) => topic.toUpperCase().replaceAll(/[/.-]/g, '_')

/** Which part of PRODUCTS_UPDATE is the action: topics are named in the plural, but for these. */
const topicOf = (name: string) => name.toLowerCase().replace(subject, '$1/')
const subject = /^(app|shop|[a-z_]+?s)_/

function toSubscription({ id, topic, uri }: z.infer<typeof subscriptionSchema>): Subscription {
  return { id, topic: topicOf(topic), address: uri }
}

function refusedSubscription(topic: string, errors: z.infer<typeof errorsSchema>): AdapterError {
  const denied = errors.some(({ message }) => /permission/.test(message))
  return denied
    ? new AdapterError('forbidden', `Shopify does not tell this app of ${topic}. Allow it the missing scope.`)
    : new AdapterError(
        'invalid_request',
        `Shopify did not take the subscription to ${topic}. The address must be https and known to the internet.`,
      )
}
