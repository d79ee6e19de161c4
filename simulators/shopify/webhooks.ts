import { gid, numberOf, time } from './dialect.ts'

/** What an app asked to be told of. */
type Subscription = {
  number: number
  owner: string
  topic: string
  uri: string
  format: string
  filter: string | null
  name: string | null
  includeFields: string[]
  createdAt: number
  updatedAt: number
}

export type SubscriptionInput = {
  uri?: string | null
  callbackUrl?: string | null
  format?: string | null
  filter?: string | null
  name?: string | null
  includeFields?: string[] | null
}

/** Subscriptions of all shops, remembered as long as the process. Nothing is sent. */
export type Webhooks = ReturnType<typeof createWebhooks>

/** @param now epoch ms */
export function createWebhooks(now: () => number) {
  const subscriptions: Subscription[] = []
  let count = 0
  const find = (owner: string, id: string) =>
    subscriptions.find((one) => one.owner === owner && one.number === numberOf('WebhookSubscription', id))
  const fieldsOf = (input: SubscriptionInput) => ({
    format: input.format ?? 'JSON',
    filter: input.filter ?? null,
    name: input.name ?? null,
    includeFields: input.includeFields ?? [],
    updatedAt: now(),
  })
  return {
    all: (owner: string) => subscriptions.filter((one) => one.owner === owner),
    find,
    add(owner: string, topic: string, uri: string, input: SubscriptionInput) {
      count += 1
      const added = {
        number: 1_700_000_000_000 + count,
        owner,
        topic,
        uri,
        createdAt: now(),
        ...fieldsOf(input),
      }
      subscriptions.push(added)
      return added
    },
    change(subscription: Subscription, uri: string, input: SubscriptionInput) {
      return Object.assign(subscription, { uri, ...fieldsOf(input) })
    },
    remove(subscription: Subscription) {
      subscriptions.splice(subscriptions.indexOf(subscription), 1)
    },
  }
}

export function renderSubscription(one: Subscription, apiVersion: string) {
  return {
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', one.number),
    legacyResourceId: String(one.number),
    topic: one.topic,
    uri: one.uri,
    callbackUrl: one.uri,
    endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: one.uri },
    format: one.format,
    filter: one.filter,
    name: one.name,
    includeFields: one.includeFields,
    metafieldNamespaces: [],
    metafields: [],
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
    createdAt: time(one.createdAt),
    updatedAt: time(one.updatedAt),
  }
}
