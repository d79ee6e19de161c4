import { z } from 'zod'
import { jsonReply, type Reply, readJson, type SimRequest } from '../http.ts'
import type { VendorRuntime } from '../runtime.ts'
import { noticeSettingsSchema } from './settings.ts'
import type { NoticeSubscription, SentNotice } from './types.ts'

/** What somebody types into the vendor’s own pages. Without `topics`: all there are on those. */
const wishSchema = z.strictObject({
  storeKey: z.string(),
  address: z.url({ protocol: /^https?$/ }),
  secret: z.string().optional(),
  topics: z.array(z.string().min(1)).min(1).optional(),
})
const composeSchema = z.strictObject({
  storeKey: z.string(),
  /** The vendor's way to try the line when it is left out. */
  topic: z.string().optional(),
  sourceId: z.string().optional(),
})

type On = (method: string, path: string, act: (runtime: VendorRuntime, request: SimRequest) => Reply) => void

const none = () => jsonReply(404, { error: 'This vendor sends no notices.' })
const wrong = (error: z.ZodError) => jsonReply(400, { error: z.prettifyError(error) })

/** Secrets stand in addresses too. */
function shown({ secret: _, address, ...subscription }: NoticeSubscription) {
  const url = new URL(address)
  for (const name of url.searchParams.keys()) {
    if (/key|token|secret/i.test(name)) url.searchParams.set(name, '***')
  }
  return { ...subscription, address: url.toString() }
}

const told = ({ subscription, body: _, ...notice }: SentNotice) => ({
  ...notice,
  at: new Date(notice.at).toISOString(),
  subscriptionId: subscription.id,
  storeKey: subscription.storeKey,
})

function readWhole(request: SimRequest, name: string, usual: number): number {
  const value = Number(request.query.get(name) ?? usual)
  return Number.isInteger(value) && value >= 0 ? value : usual
}

/** What a tester may do about notices that no vendor offers. */
export function addNoticeControl(on: On): void {
  on('GET', '/subscriptions', ({ book }) => jsonReply(200, book.all().map(shown)))
  on('POST', '/subscriptions', ({ book, notices, world }, request) => {
    if (notices === null) return none()
    const { data: wish, error } = wishSchema.safeParse(readJson(request))
    if (error) return wrong(error)
    if (world.store(wish.storeKey) === undefined) return jsonReply(404, { error: 'No such store.' })
    const secret = wish.secret ?? notices.dialect.usualSecret(wish.storeKey)
    const { storeKey, address, topics = notices.dialect.portal.topics } = wish
    return jsonReply(
      201,
      topics.map((topic) => shown(book.add({ storeKey, topic, address, secret }))),
    )
  })
  on('DELETE', '/subscriptions', ({ book }, { query }) => {
    const id = query.get('id')
    const ended = book.all().filter((one) => id === null || one.id === id)
    for (const one of ended) book.remove(one.id)
    return jsonReply(200, { removed: ended.length })
  })
  on('GET', '/notices', ({ notices }, request) => {
    if (notices === null) return none()
    const limit = readWhole(request, 'limit', 1000)
    const list = request.query.has('after')
      ? notices.ledger.list(readWhole(request, 'after', 0), limit)
      : notices.ledger.latest(limit)
    return jsonReply(200, { counts: notices.ledger.counts(), notices: list.map(told) })
  })
  on('POST', '/notices', ({ notices }, request) => {
    if (notices === null) return none()
    const { data: wish, error } = composeSchema.safeParse(readJson(request))
    if (error) return wrong(error)
    const sent = notices.compose(wish.storeKey, wish.topic ?? null, wish.sourceId ?? null)
    return sent === null
      ? jsonReply(404, { error: 'No such store, topic or record.' })
      : jsonReply(202, { numbers: sent.map(({ number }) => number) })
  })
  on('GET', '/notice-faults', (runtime) => jsonReply(200, runtime.noticeSettings))
  on('PUT', '/notice-faults', (runtime, request) => {
    const { data: changed, error } = noticeSettingsSchema.partial().safeParse(readJson(request))
    if (error) return wrong(error)
    runtime.noticeSettings = noticeSettingsSchema.parse({ ...runtime.noticeSettings, ...changed })
    return jsonReply(200, runtime.noticeSettings)
  })
}
