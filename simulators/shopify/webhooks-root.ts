import { connect, type ListArgs } from './connection.ts'
import { holds, type ShopContext } from './context.ts'
import { shopDomain } from './dialect.ts'
import { renderSubscription, type SubscriptionInput, topicOf, type Webhooks, wireTopic } from './webhooks.ts'

/** Which scope opens a topic, by how it begins; what is not here needs none. */
const scopes: [RegExp, string][] = [
  [/^(ORDERS|ORDER_TRANSACTIONS|REFUNDS)_/, 'read_orders'],
  [/^DRAFT_ORDERS_/, 'read_draft_orders'],
  [/^(PRODUCTS|VARIANTS|COLLECTIONS)_/, 'read_products'],
  [/^INVENTORY_/, 'read_inventory'],
  [/^LOCATIONS_/, 'read_locations'],
  [/^CUSTOMERS_/, 'read_customers'],
]

/** What is wrong with an address, in the vendor's words; null when it can be told to. */
function addressProblem(uri: string): string | null {
  if (uri.trim() === '') return "Address can't be blank"
  if (!URL.canParse(uri)) return 'Address is invalid'
  const { protocol, hostname } = new URL(uri)
  if (/(^|\.)(myshopify|shopify)\.com$/.test(hostname))
    return 'Address cannot be a Shopify or an internal domain'
  // The real one takes https alone; a test on this machine has none.
  const here = /^(localhost|127\.0\.0\.1)$/.test(hostname)
  return protocol === 'https:' || here ? null : `Address protocol ${protocol}// is not supported`
}

const addressField = ['webhookSubscription', 'callbackUrl']

/** Fields about webhook subscriptions. */
export function webhookRoots(context: ShopContext, webhooks: Webhooks) {
  const { store, caller, apiVersion } = context
  const owner = `${caller.app}@${shopDomain(store)}`
  const refuse = (field: string[], message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field, message }],
  })
  const done = (subscription: Parameters<typeof renderSubscription>[0]) => ({
    webhookSubscription: renderSubscription(subscription, apiVersion),
    userErrors: [],
  })
  const uriOf = ({ uri, callbackUrl }: SubscriptionInput) => uri ?? callbackUrl ?? ''

  const create = ({
    topic,
    webhookSubscription: input,
  }: {
    topic: string
    webhookSubscription: SubscriptionInput
  }) => {
    const uri = uriOf(input)
    const problem = addressProblem(uri)
    if (problem !== null) return refuse(addressField, problem)
    const scope = scopes.find(([pattern]) => pattern.test(topic))?.[1]
    if (scope !== undefined && !holds(caller, scope)) {
      const words = `You do not have permission to create or update webhooks with ${wireTopic(topic)} topic`
      return refuse(['webhookSubscription'], words)
    }
    const taken = webhooks.all(owner).some((one) => topicOf(one) === topic && one.address === uri)
    if (taken) return refuse(addressField, 'Address for this topic has already been taken')
    const whose = { app: caller.app, storeKey: store.profile.key, owner }
    return done(webhooks.add(whose, topic, uri, input))
  }
  const change = ({
    id,
    webhookSubscription: input,
  }: {
    id: string
    webhookSubscription: SubscriptionInput
  }) => {
    const found = webhooks.find(owner, id)
    if (found === undefined) return refuse(['id'], 'Webhook subscription does not exist')
    const uri = uriOf({ uri: found.address, ...input })
    const problem = addressProblem(uri)
    return problem === null ? done(webhooks.change(found, uri, input)) : refuse(addressField, problem)
  }
  const remove = ({ id }: { id: string }) => {
    const found = webhooks.find(owner, id)
    const field = ['id']
    if (found === undefined) {
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field, message: 'Webhook subscription does not exist' }],
      }
    }
    webhooks.remove(found)
    return { deletedWebhookSubscriptionId: id, userErrors: [] }
  }
  const list = (args: ListArgs & { topics?: string[] | null; uri?: string | null }) =>
    connect(
      webhooks
        .all(owner)
        .filter(
          (one) => (args.topics?.includes(topicOf(one)) ?? true) && (args.uri ?? one.address) === one.address,
        )
        .map((one) => ({
          id: Number(one.id),
          value: Number(one.id),
          render: () => renderSubscription(one, apiVersion),
        })),
      args,
      context,
    )

  return {
    query: {
      webhookSubscriptions: list,
      webhookSubscription({ id }: { id: string }) {
        const found = webhooks.find(owner, id)
        return found === undefined ? null : renderSubscription(found, apiVersion)
      },
      webhookSubscriptionsCount: () => ({ count: webhooks.all(owner).length, precision: 'EXACT' }),
    },
    mutation: {
      webhookSubscriptionCreate: create,
      webhookSubscriptionUpdate: change,
      webhookSubscriptionDelete: remove,
    },
  }
}
