import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type SimulatorOptions, type Simulators, startSimulators } from '../../server.ts'
import { type Listener, startListener } from './testing.ts'

let simulators: Simulators
let listener: Listener
const start = async (options: Partial<SimulatorOptions> = {}) => {
  simulators = await startSimulators({ port: 0, products: 20, ...options })
}
beforeEach(async () => {
  listener = await startListener()
})
afterEach(async () => {
  await simulators.close()
  await listener.close()
})

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${simulators.url}/_control/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}
/** A busy machine takes its time. */
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 10_000, interval: 10 })

const storeKey = 'mission'
const topics = ['products/update', 'products/create', 'customers/redact']
const subscribe = () =>
  control('POST', 'shopify/subscriptions', { storeKey, address: listener.address, topics })
const change = (kind: string) => control('POST', 'shopify/change', { storeKey, kind })
const faults = (settings: object) => control('PUT', 'shopify/notice-faults', settings)

const ledgerSchema = z.object({
  counts: z.record(z.string(), z.number()),
  notices: z.array(
    z.object({
      number: z.number(),
      id: z.string(),
      state: z.string(),
      forged: z.string().nullable(),
      faults: z.array(z.string()),
      sourceId: z.string().nullable(),
      tries: z.array(z.object({ status: z.number().nullable() })),
    }),
  ),
})
const ledger = async () => ledgerSchema.parse(await control('GET', 'shopify/notices?after=0'))
const settled = () => eventually(async () => (await ledger()).counts['waiting']).toBe(0)
const statuses = async () => (await ledger()).notices.map(({ tries }) => tries.map(({ status }) => status))

describe('notices', { timeout: 20_000 }, () => {
  test('go to whoever subscribed to the store and topic, and to nobody else', async () => {
    await start()
    await change('rename')
    await subscribe()
    await change('rename')
    await control('POST', 'shopify/change', { storeKey: 'harbor', kind: 'rename' })
    await change('hide')
    await change('move-house')
    await eventually(() => listener.heard).toHaveLength(2)
    await control('DELETE', 'shopify/subscriptions')
    await change('rename')
    await settled()
    expect(listener.heard).toHaveLength(2)
    expect((await ledger()).counts).toMatchObject({ total: 2, delivered: 2 })
  })

  test('what happens to one record in one go is told once, as it stands then', async () => {
    await start()
    await control('POST', 'treez/subscriptions', { storeKey, address: listener.address, topics: ['PRODUCT'] })
    await control('POST', 'treez/change', { storeKey, kind: 'add' })
    await eventually(() => listener.heard).toHaveLength(1)
    const { data } = z
      .object({ data: z.object({ sellable_quantity: z.number() }) })
      .parse(JSON.parse(listener.heard[0]?.body ?? ''))
    expect(data.sellable_quantity).toBeGreaterThan(0)
  })

  test('tell what time brings by itself while stores live', async () => {
    let now = Date.now()
    await start({ pace: 1, clock: { now: () => new Date(now) } })
    await control('POST', 'shopify/subscriptions', {
      ...{ storeKey, address: listener.address },
      topics: ['orders/create', 'inventory_levels/update'],
    })
    now += 3_600_000
    await eventually(() => listener.heard.length).toBeGreaterThan(20)
  })

  test('that fail are tried again with the same id and body, then given up', async () => {
    await start()
    await subscribe()
    await faults({ retryScale: 0.00001 })
    listener.answers.status = 503
    await change('rename')
    await settled()
    // Eight failures in a row end the subscription, before the ninth try.
    expect(await statuses()).toEqual([Array.from({ length: 8 }, () => 503)])
    expect((await ledger()).counts).toMatchObject({ failed: 1 })
    const ids = listener.heard.map(({ headers, body }) => headers['x-shopify-webhook-id'] + body)
    expect(new Set(ids).size).toBe(1)
    expect(await control('GET', 'shopify/subscriptions')).toHaveLength(topics.length - 1)
  })

  test('that are taken in the end count as delivered and clear the failures before', async () => {
    await start()
    await subscribe()
    await faults({ retryScale: 0.00001 })
    listener.answers.status = null
    await change('rename')
    await eventually(() => listener.heard.length).toBeGreaterThan(2)
    listener.answers.status = 204
    await settled()
    expect((await ledger()).counts).toMatchObject({ delivered: 1, failed: 0 })
    expect((await statuses())[0]?.at(0)).toBeNull()
    const subscriptions = z
      .array(z.object({ failures: z.number() }))
      .parse(await control('GET', 'shopify/subscriptions'))
    expect(subscriptions.map(({ failures }) => failures)).toEqual([0, 0, 0])
  })

  test('a redirect is a failure', async () => {
    await start()
    await subscribe()
    listener.answers.status = 302
    await change('rename')
    await eventually(async () => (await statuses())[0]).toEqual([302])
  })

  test('can be dropped, sent twice, held back and forged', async () => {
    await start()
    await subscribe()
    await faults({ dropRate: 1 })
    await change('rename')
    expect((await ledger()).notices).toMatchObject([{ state: 'dropped', faults: ['drop'], tries: [] }])

    await faults({ dropRate: 0, duplicateRate: 1, delayMs: 30 })
    await change('rename')
    await eventually(() => listener.heard).toHaveLength(2)
    expect(new Set(listener.heard.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1)

    await faults({ duplicateRate: 0, forgeRate: 1 })
    await change('rename')
    await eventually(() => listener.heard).toHaveLength(4)
    const [genuine, forged] = (await ledger()).notices.slice(-2)
    expect([genuine?.forged, forged?.forged]).toEqual([null, expect.stringMatching(/secret|proof|body/)])
    const [one, two] = listener.heard.slice(-2)
    expect(one?.body).not.toBe(two?.body)
    expect(() => JSON.parse(two?.body ?? '')).not.toThrow()
  })

  test('can overtake one another', async () => {
    await start()
    await subscribe()
    await faults({ reorderRate: 1, delayMs: 60_000 })
    await change('rename')
    await faults({ reorderRate: 0 })
    await change('rename')
    await eventually(() => listener.heard).toHaveLength(2)
    const sent = (await ledger()).notices.map(({ id }) => id)
    expect(listener.heard.map(({ headers }) => headers['x-shopify-webhook-id'])).toEqual(sent.reverse())
  })

  test('nothing in a store has caused can be sent on demand', async () => {
    await start()
    await subscribe()
    await control('POST', 'shopify/notices', { storeKey })
    await control('POST', 'shopify/notices', { storeKey, topic: 'customers/redact' })
    await eventually(() => listener.heard).toHaveLength(2)
    const bodies = listener.heard.map(({ body }) => JSON.parse(body))
    expect(bodies).toContainEqual(expect.objectContaining({ shop_domain: 'mission.myshopify.com' }))
    await expect(control('POST', 'shopify/notices', { storeKey, topic: 'no/such' })).rejects.toThrow('404')
    await expect(control('POST', 'dutchie/notices', { storeKey })).rejects.toThrow('sends no notices')
  })

  test('wait, and are known, over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'notices-'))
    const stateFile = join(folder, 'state.json')
    await start({ stateFile })
    await subscribe()
    listener.answers.status = 500
    await change('rename')
    // The answer comes a moment after the notice was heard.
    await eventually(statuses).toEqual([[500]])
    await simulators.close()

    listener.answers.status = 200
    await start({ stateFile })
    await eventually(() => listener.heard).toHaveLength(2)
    expect(listener.heard[1]?.body).toBe(listener.heard[0]?.body)
    await settled()
    expect(await statuses()).toEqual([[500, 200]])
    expect(await control('GET', 'shopify/subscriptions')).toHaveLength(topics.length)
    await change('rename')
    await eventually(() => listener.heard).toHaveLength(3)
    rmSync(folder, { recursive: true })
  })

  test('are about nothing before somebody subscribes, and after a reset', async () => {
    await start()
    await subscribe()
    await control('POST', 'shopify/reset', {})
    await change('rename')
    expect(await control('GET', 'shopify/subscriptions')).toEqual([])
    expect((await ledger()).counts).toMatchObject({ total: 0 })
  })
})
