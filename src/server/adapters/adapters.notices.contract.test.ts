import { createHash, randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../lib/canonical-json.ts'
import { type SyncEntity, syncEntitySchema } from '../model/sync.ts'
import type { AdapterSession } from './contract.ts'
import { conformanceCases, readAll } from './testing.ts'
import { notOffered, offered, useBench } from './testing-behaviours.ts'
import { changedTexts, followNotices, type Subscribed, subscribe } from './testing-notices.ts'
import type { WebhookRequest } from './webhooks.ts'

const cases = await conformanceCases()
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex')

describe.each(cases)('notices · $id', (vendor) => {
  const bench = useBench(vendor, { products: 60 })
  let line: Subscribed | undefined
  afterEach(() => line?.receiver.close())

  /** Subscribed to all there is, or the end of the test where the POS sends nothing. */
  async function start(context: Parameters<typeof notOffered>[0]): Promise<Subscribed> {
    offered(context, vendor, 'webhooks')
    line = await subscribe(vendor, bench())
    return line
  }
  const changeAll = async (kinds: string[]) => {
    for (const kind of kinds) await bench().change(kind)
  }

  test('a notice is proved by either of two secrets and by no other, and nothing of its proof may change', async (context) => {
    const { settle, webhooks, secret, manifest } = await start(context)
    await changeAll(vendor.conformance.webhooks?.tells ?? [])
    const arrived = await settle()
    expect(arrived.length).toBeGreaterThan(0)
    for (const request of arrived) {
      expect(webhooks.verify(request, [secret])).toBe(true)
      expect(webhooks.verify(request, ['the-new-one', secret])).toBe(true)
      expect(webhooks.verify(request, [secret, 'the-old-one'])).toBe(true)
      for (const none of [[], [''], ['another-secret'], [`${secret}x`], [secret.slice(1)]]) {
        expect(webhooks.verify(request, none)).toBe(false)
      }
    }
    const [first] = arrived
    if (!first) throw new Error('nothing arrived')
    expect(webhooks.verify({ body: first.body, headers: {}, query: new URLSearchParams() }, [secret])).toBe(
      false,
    )
    for (const changed of proofsChanged(first, (request) => webhooks.verify(request, [secret]))) {
      expect(webhooks.verify(changed, [secret])).toBe(false)
    }
    if (manifest.proof !== 'signature') return
    for (const text of changedTexts(first.body.toString('latin1'), 40)) {
      expect(webhooks.verify({ ...first, body: Buffer.from(text, 'latin1') }, [secret])).toBe(false)
    }
  })

  test('what was forged is not believed, all that is genuine is', async (context) => {
    const { settle, webhooks, secret, ledger } = await start(context)
    await bench().control('PUT', '/notice-faults', { forgeRate: 1 })
    await changeAll(['rename', 'order', 'move-house', 'rename', 'price', 'join'])
    const arrived = await settle()
    await bench().control('PUT', '/notice-faults', { forgeRate: 0 })
    const forged = new Set((await ledger()).filter((one) => one.forged !== null).map((one) => one.bodySha256))
    expect(forged.size).toBeGreaterThan(3)
    expect(arrived.length).toBeGreaterThan(forged.size)
    for (const request of arrived) {
      expect(webhooks.verify(request, [secret])).toBe(!forged.has(sha256(request.body)))
    }
  })

  test('a notice that comes twice is known as the same, another never is', async (context) => {
    const { settle, read, ledger, receiver } = await start(context)
    await bench().control('PUT', '/notice-faults', { duplicateRate: 1, delayMs: 20 })
    await changeAll(['rename', 'rename', 'move-house', 'order', 'serve', 'serve'])
    await settle()
    await bench().control('PUT', '/notice-faults', { duplicateRate: 0 })
    const sent = await ledger()
    await expect.poll(() => receiver.arrivals.length, { timeout: 20_000 }).toBe(sent.length * 2)
    const keys = Map.groupBy(receiver.arrivals, (request) => read(request).deliveryKey)
    expect(keys.size).toBe(sent.length)
    for (const copies of keys.values()) expect(copies).toHaveLength(2)
  })

  test('what notices say leads to what reading everything gives', async (context) => {
    const { settle, read, session, manifest } = await start(context)
    const before = await readEverything(session, manifest.tellsOf)
    const since = new Date()
    await changeAll(vendor.conformance.webhooks?.tells ?? [])
    const notices = (await settle()).map(read)
    expect(notices.map(({ purpose }) => purpose)).not.toContain('test')
    for (const { occurredAt } of notices) {
      // Vendors tell the time to the second.
      if (occurredAt) expect(occurredAt.getTime()).toBeGreaterThanOrEqual(since.getTime() - 1000)
    }
    const followed = await followNotices(session, notices)
    const after = await readEverything(session, manifest.tellsOf)
    for (const [entity, payloads] of after) {
      const told = followed.get(entity) ?? new Map<string, unknown>()
      for (const [id, payload] of told) {
        expect(canonicalJson(payload), `${entity} ${id}`).toBe(canonicalJson(payloads.get(id) ?? null))
      }
      const changed = [...payloads].filter(
        ([id, payload]) => canonicalJson(payload) !== canonicalJson(before.get(entity)?.get(id)),
      )
      expect(changed.length, `${entity} changed`).toBeGreaterThan(0)
      for (const [id] of changed) expect([...told.keys()], `${entity} told of`).toContain(id)
    }
  })

  test('single records read again are as their lists give them, and what is gone is left out', async (context) => {
    const session = bench().open()
    const again = Object.entries(session.readAgain ?? {})
    const reason = vendor.conformance.notOffered?.again
    if (again.length === 0 && reason) notOffered(context, reason)
    expect(again.length).toBeGreaterThan(0)
    const gone = await readAll(session, 'products')
    await bench().change('remove')
    for (const [name, read] of again) {
      const entity = syncEntitySchema.parse(name)
      const { payloads } = await readAll(session, entity)
      const ids = [...payloads.keys()].slice(0, 12)
      const lost = entity === 'products' ? [...gone.payloads.keys()].filter((id) => !payloads.has(id)) : []
      const records = await read([...ids, ...lost, ...ids.slice(0, 1), 'nobody-has-this'])
      expect(records.map(({ sourceId }) => sourceId).sort(), entity).toEqual([...ids].sort())
      for (const { sourceId, payload } of records) {
        expect(canonicalJson(payload), `${entity} ${sourceId}`).toBe(canonicalJson(payloads.get(sourceId)))
      }
      expect(await read([]), entity).toEqual([])
    }
  })

  test('a record that is gone is told as gone', async (context) => {
    const { settle, read, session } = await start(context)
    const gone = [await bench().change('remove'), await bench().change('leave')]
    const notices = (await settle()).map(read)
    if (notices.length === 0) notOffered(context, 'deletions are not told of')
    const followed = await followNotices(session, notices)
    const nulls = [...followed].flatMap(([, payloads]) =>
      [...payloads.values()].filter((each) => each === null),
    )
    expect(nulls.length).toBeGreaterThan(0)
    for (const [entity, payloads] of followed) {
      const { payloads: whole } = await readAll(session, entity)
      for (const [id, payload] of payloads) expect(whole.get(id) ?? null).toEqual(payload)
    }
    expect(gone).toHaveLength(2)
  })

  test('a trial of the line is told apart from news, the vendor’s and ours', async (context) => {
    const { settle, read, webhooks, secret, account, address } = await start(context)
    const { storeKey, webhooks: harness } = vendor.conformance
    if (harness?.trial) await bench().control('POST', '/notices', { storeKey })
    const arrived = await settle()
    expect(arrived).toHaveLength(harness?.trial ? 1 : 0)
    const now = new Date()
    const query = new URL(address).searchParams
    const ours = [randomUUID(), randomUUID()].map((id): WebhookRequest => {
      const { body, headers } = webhooks.sample({ id, secret, now, account })
      return { body: Buffer.from(body), headers, query }
    })
    const keys = new Set<string>()
    for (const request of [...arrived, ...ours]) {
      expect(webhooks.verify(request, [secret])).toBe(true)
      expect(webhooks.verify(request, ['another'])).toBe(false)
      expect(read(request)).toMatchObject({ purpose: 'test', changes: [] })
      keys.add(read(request).deliveryKey)
    }
    expect(keys.size).toBe(arrived.length + ours.length)
  })

  test('a damaged notice is no notice, or points at less, and never throws', async (context) => {
    const { settle, webhooks, account } = await start(context)
    await changeAll(['rename', 'order', 'move-house'])
    for (const request of await settle()) {
      const text = request.body.toString()
      const cut = Array.from({ length: 12 }, (_, part) =>
        text.slice(0, Math.floor((text.length * part) / 12)),
      )
      const odd = ['', '[]', 'null', '42', '"text"', '{}', '{"data":null}', '{"data":[]}', '{"id":{}}', '\0']
      for (const body of [...cut, ...odd]) {
        const notice = webhooks.read({ ...request, body: Buffer.from(body) }, account)
        for (const change of notice?.changes ?? []) expect(change.kind).not.toBe('record')
      }
      expect(webhooks.read({ ...request, body: Buffer.from([0xff, 0xfe, 0x00]) }, account)).toBeNull()
    }
  })

  test('subscriptions are made, listed, made again after the POS has dropped them, and ended', async (context) => {
    const { session, manifest, address, receiver, settle } = await start(context)
    const { subscriptions } = session
    if (!subscriptions) notOffered(context, 'a person registers the address')
    const topics = async () => (await subscriptions.list()).map(({ topic }) => topic).sort()
    expect(await topics()).toEqual([...manifest.topics].sort())
    for (const one of await subscriptions.list()) expect(one.address).toBe(address)
    // Asking for what is there makes no second one.
    const [topic = ''] = manifest.topics
    await subscriptions.subscribe(topic, address)
    expect(await topics()).toEqual([...manifest.topics].sort())

    await bench().control('DELETE', '/subscriptions')
    expect(await topics()).toEqual([])
    await bench().change('rename')
    expect(await settle()).toEqual([])
    for (const each of manifest.topics) await subscriptions.subscribe(each, address)
    await bench().change('rename')
    expect((await settle()).length).toBeGreaterThan(0)

    const made = await subscriptions.list()
    for (const one of made) await subscriptions.unsubscribe(one)
    expect(await topics()).toEqual([])
    // To end what has ended does no harm.
    for (const one of made.slice(0, 1)) await subscriptions.unsubscribe(one)
    const count = receiver.arrivals.length
    await bench().change('rename')
    await settle()
    expect(receiver.arrivals).toHaveLength(count)
  })
})

async function readEverything(session: AdapterSession, entities: readonly SyncEntity[]) {
  const found = new Map<SyncEntity, Map<string, unknown>>()
  for (const entity of entities) found.set(entity, (await readAll(session, entity)).payloads)
  return found
}

/** The request with one byte of one header or parameter another, for those without which it isn't believed. */
function* proofsChanged(
  request: WebhookRequest,
  isBelieved: (request: WebhookRequest) => boolean,
): Generator<WebhookRequest> {
  let proofs = 0
  for (const [name, value] of Object.entries(request.headers)) {
    const { [name]: _, ...rest } = request.headers
    if (isBelieved({ ...request, headers: rest })) continue
    proofs += 1
    for (const text of changedTexts(value, value.length))
      yield { ...request, headers: { ...rest, [name]: text } }
  }
  for (const [name, value] of request.query) {
    const without = new URLSearchParams(request.query)
    without.delete(name)
    if (isBelieved({ ...request, query: without })) continue
    proofs += 1
    for (const text of changedTexts(value, value.length)) {
      const query = new URLSearchParams(request.query)
      query.set(name, text)
      yield { ...request, query }
    }
  }
  if (proofs === 0) throw new Error('nothing proves this notice')
}
