import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import type { SubscriptionBook } from '../kit/notices/subscriptions.ts'
import type { WorldStore } from '../world/store.ts'
import { listed, refusal } from './answers.ts'
import { ageOf, companyId, namedId } from './dialect.ts'

/** What can be told of. https://apidocs.blaze.me/getting-started/webhooks-overview */
export const hookTypes = [
  'NEW_CONSUMER_ORDER',
  'UPDATE_CONSUMER_ORDER',
  'NEW_CONSUMER_SIGNUP',
  'UPDATE_CONSUMER_USER',
  'NEW_MEMBER',
  'UPDATE_MEMBER',
  'CREATE_TRANSACTION',
  'UPDATE_TRANSACTION',
  'CANCEL_TRANSACTION',
  'COMPLETE_TRANSACTION',
  'UPDATE_PRODUCT',
] as const

const wishSchema = z.looseObject({
  webHookType: z.enum(hookTypes),
  webHookUrls: z.array(z.url({ protocol: /^https?$/ })).min(1),
})

/** A webhook has one type and several addresses; each of those is a subscription of the same `owner`. */
const hooksOf = ({ profile }: WorldStore, book: SubscriptionBook) =>
  Map.groupBy(
    book.all().filter(({ storeKey }) => storeKey === profile.key),
    ({ owner, id }) => owner || id,
  )

function render(id: string, { profile }: WorldStore, subscriptions: { topic: string; address: string }[]) {
  return {
    id,
    companyId,
    shopId: namedId('shop', profile.key),
    webHookType: subscriptions[0]?.topic,
    url: null,
    webHookUrls: subscriptions.map(({ address }) => address),
  }
}

export function listHooks({ query }: SimRequest, store: WorldStore, book: SubscriptionBook): Reply {
  return listed([...hooksOf(store, book)], query, ageOf(store.profile.key).wrapper, ([id, all]) =>
    render(id, store, all),
  )
}

export function addHook(request: SimRequest, store: WorldStore, book: SubscriptionBook): Reply {
  const id = createHash('sha256').update(randomUUID()).digest('hex').slice(0, 24)
  return keep(request, store, book, id)
}

export function changeHook(
  request: SimRequest,
  store: WorldStore,
  book: SubscriptionBook,
  id: string,
): Reply {
  const known = hooksOf(store, book).get(id)
  if (known === undefined) return refusal(404, 'WebHook does not exist')
  const answer = keep(request, store, book, id)
  if (answer.status === 200) for (const one of known) book.remove(one.id)
  return answer
}

function keep(request: SimRequest, store: WorldStore, book: SubscriptionBook, owner: string): Reply {
  const wish = wishSchema.safeParse(readJson(request)).data
  if (wish === undefined) return refusal(400, 'webHookUrls is required')
  const storeKey = store.profile.key
  const kept = wish.webHookUrls.map((address) =>
    book.add({ storeKey, owner, topic: wish.webHookType, address, secret: '' }),
  )
  return jsonReply(200, render(owner, store, kept))
}

export function removeHook(store: WorldStore, book: SubscriptionBook, id: string): Reply {
  const known = hooksOf(store, book).get(id)
  if (known === undefined) return refusal(404, 'WebHook does not exist')
  for (const one of known) book.remove(one.id)
  return { status: 200, body: '' }
}
