import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { z } from 'zod'
import type { SyncEntity } from '../model/sync.ts'
import type { AdapterSession, Manifest } from './contract.ts'
import type { Bench, Case } from './testing.ts'
import type { Notice, WebhookRequest, Webhooks } from './webhooks.ts'

const ledgerSchema = z.object({
  notices: z.array(
    z.object({
      bodySha256: z.string(),
      forged: z.string().nullable(),
      state: z.string(),
      number: z.number(),
    }),
  ),
})
export type NoticeEntry = z.infer<typeof ledgerSchema>['notices'][number]

/** An address at this machine that takes notices in. */
export type Receiver = {
  url: string
  arrivals: WebhookRequest[]
  /** What everything is answered with from now on. */
  answerWith(status: number): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const arrivals: WebhookRequest[] = []
  let status = 200
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    )
    const query = new URL(message.url ?? '/', 'http://here.test').searchParams
    arrivals.push({ body: Buffer.concat(chunks), headers, query })
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    arrivals,
    answerWith: (next) => {
      status = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A receiver that is subscribed to everything the vendor tells of, and what proves the notices it gets. */
export type Subscribed = {
  receiver: Receiver
  session: AdapterSession
  webhooks: Webhooks
  manifest: NonNullable<Manifest['capabilities']['webhooks']>
  secret: string
  account: Record<string, string>
  address: string
  read(request: WebhookRequest): Notice
  /** What the simulator says of the notices it sent, oldest first. */
  ledger(): Promise<NoticeEntry[]>
  /** Waits until everything the simulator sent has arrived. @returns what is new since the last time */
  settle(): Promise<WebhookRequest[]>
}

/** Subscribes the way the vendor wants it: through its API, or by typing it into its portal. */
export async function subscribe({ id, adapter, conformance }: Case, bench: Bench): Promise<Subscribed> {
  const { webhooks, manifest } = adapter
  const capability = manifest.capabilities.webhooks
  if (!webhooks || !capability) throw new Error(`${id} says it sends no notices`)
  const account = conformance.credentials
  const own = capability.secretField === null ? undefined : account[capability.secretField]
  const secret = own ?? randomUUID().replaceAll('-', '')
  const receiver = await startReceiver()
  const address = capability.proof === 'address' ? `${receiver.url}?key=${secret}` : receiver.url
  const session = bench.open()
  if (capability.registeredBy === 'api') {
    for (const topic of capability.topics) await session.subscriptions?.subscribe(topic, address)
  } else {
    const { storeKey } = conformance
    await bench.control('POST', '/subscriptions', { storeKey, address, secret, topics: capability.topics })
  }
  const ledger = async () =>
    ledgerSchema.parse(await bench.control('GET', '/notices?after=0&limit=5000')).notices
  let seen = 0
  return {
    receiver,
    session,
    webhooks,
    manifest: capability,
    secret,
    account,
    address,
    ledger,
    read(request) {
      const notice = webhooks.read(request, account)
      if (notice === null) throw new Error(`not read: ${request.body.toString()}`)
      return notice
    },
    async settle() {
      const waiting = async () => (await ledger()).filter(({ state }) => state === 'waiting')
      await expect.poll(waiting, { timeout: 20_000, interval: 10 }).toEqual([])
      const fresh = receiver.arrivals.slice(seen)
      seen = receiver.arrivals.length
      return fresh
    },
  }
}

/**
 * What notices lead to, as the part that takes them in does it: records as they came, what was pointed at as it is read
 * again, null for what is gone.
 */
export async function followNotices(
  session: AdapterSession,
  notices: Notice[],
): Promise<Map<SyncEntity, Map<string, unknown>>> {
  const known = new Map<SyncEntity, Map<string, unknown>>()
  const of = (entity: SyncEntity) => {
    const found = known.get(entity) ?? new Map<string, unknown>()
    known.set(entity, found)
    return found
  }
  const pointed = new Map<SyncEntity, Set<string>>()
  for (const change of notices.flatMap(({ changes }) => changes)) {
    if (change.kind === 'record') of(change.entity).set(change.record.sourceId, change.record.payload)
    if (change.kind === 'gone') of(change.entity).set(change.sourceId, null)
    if (change.kind === 'pointer') {
      pointed.set(change.entity, (pointed.get(change.entity) ?? new Set()).add(change.sourceId))
    }
  }
  for (const [entity, ids] of pointed) {
    const again = session.readAgain?.[entity]
    if (!again) throw new Error(`${entity} are pointed at and cannot be read again`)
    for (const id of ids) of(entity).set(id, null)
    for (const { sourceId, payload } of await again([...ids])) of(entity).set(sourceId, payload)
  }
  return known
}

/** A request with one byte at a time another, at about `count` places of a text. */
export function* changedTexts(text: string, count: number): Generator<string> {
  const step = Math.max(1, Math.floor(text.length / count))
  for (let place = 0; place < text.length; place += step) {
    const other = text[place] === 'x' ? 'y' : 'x'
    yield text.slice(0, place) + other + text.slice(place + 1)
  }
}
