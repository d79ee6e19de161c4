import type { SubscriptionBook } from '../kit/notices/subscriptions.ts'
import type { NoticeSubscription } from '../kit/notices/types.ts'
import { apps } from './apps.ts'
import { gid, numberOf, time } from './dialect.ts'

export type SubscriptionInput = {
  uri?: string | null
  callbackUrl?: string | null
  format?: string | null
  filter?: string | null
  name?: string | null
  includeFields?: string[] | null
}

/** What an app asked to be told of, by the name the schema has for it: PRODUCTS_UPDATE. */
type Asked = {
  topic: string
  format: string
  filter: string | null
  name: string | null
  includeFields: string[]
}

/** As it stands in the header of a delivery: PRODUCTS_UPDATE is products/update, APP_SCOPES_UPDATE app/scopes_update. */
export const wireTopic = (topic: string) => topic.toLowerCase().replace(/^(app|shop|[a-z_]*?s)_/, '$1/')

/** The secret an app's notices are signed with; an app made in the shop itself has that of its kind. */
export const secretOf = (appId: string) =>
  apps.find(({ id }) => id === appId || `${id}-custom` === appId)?.secret ?? ''

/** Subscriptions of all shops, each known to its own app alone. */
export type Webhooks = ReturnType<typeof createWebhooks>

export function createWebhooks(book: SubscriptionBook) {
  const all = (owner: string) => book.all().filter((one) => one.owner === owner)
  const find = (owner: string, id: string) =>
    all(owner).find((one) => Number(one.id) === numberOf('WebhookSubscription', id))
  const detailsOf = (topic: string, input: SubscriptionInput): Asked => ({
    topic,
    format: input.format ?? 'JSON',
    filter: input.filter ?? null,
    name: input.name ?? null,
    includeFields: input.includeFields ?? [],
  })
  return {
    all,
    find,
    add(
      caller: { app: string; storeKey: string; owner: string },
      topic: string,
      uri: string,
      input: SubscriptionInput,
    ) {
      const last = Math.max(1_700_000_000_000, ...book.all().map(({ id }) => Number(id) || 0))
      return book.add({
        id: String(last + 1),
        owner: caller.owner,
        storeKey: caller.storeKey,
        topic: wireTopic(topic),
        address: uri,
        secret: secretOf(caller.app),
        details: detailsOf(topic, input),
      })
    },
    change(subscription: NoticeSubscription, uri: string, input: SubscriptionInput) {
      book.change(subscription.id, { address: uri, details: detailsOf(topicOf(subscription), input) })
      return subscription
    },
    remove: ({ id }: NoticeSubscription) => book.remove(id),
  }
}

export const topicOf = ({ details }: NoticeSubscription) => String(details['topic'])

export function renderSubscription(one: NoticeSubscription, apiVersion: string) {
  return {
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', Number(one.id)),
    legacyResourceId: one.id,
    uri: one.address,
    callbackUrl: one.address,
    endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: one.address },
    ...one.details,
    metafieldNamespaces: [],
    metafields: [],
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
    createdAt: time(one.createdAt),
    updatedAt: time(one.updatedAt),
  }
}
