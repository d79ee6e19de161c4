import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 8 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { env } = await import('#env')
const { allManifests } = await import('#server/adapters/lookup.ts')
const { openConnection } = await import('#server/connections/open-session.ts')
const { webhookAddress } = await import('#server/connections/webhook-address.ts')
const { ensureWebhookSecret, openWebhookSecrets } = await import('#server/connections/webhook-secret.ts')
const { pool } = await import('#server/db/pool.ts')
const { systemClock } = await import('#server/lib/clock.ts')
const { newId } = await import('#server/lib/ids.ts')
const { logger } = await import('#server/lib/logger.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')
const { syncFromSimulator } = await import('#server/sync/testing/sync-from-simulator.ts')
const { eventRows, productRows } = await import('#server/sync/testing/sync-world.ts')
const { createNodeDoor } = await import('#server/webhooks/node-door.ts')
const { processReceiver } = await import('#server/webhooks/receiver.ts')
const { checkSubscriptions } = await import('#server/webhooks/subscriptions/check-subscriptions.ts')
const { deliveryRows } = await import('#server/webhooks/testing/receiving.ts')
const { createWorkerBoss } = await import('./boss.ts')
const { insertDelivery, noticeWorld } = await import('#server/webhooks/queries/testing.ts')
const { processNoticesJob, subscribeNoticesJob } = await import('./definitions.ts')
const { sweepNoticesHandler } = await import('./handlers/sweep-notices.ts')
const { sender, wakeConnections, wakeWithin } = await import('./enqueue.ts')
const { startWorker } = await import('./start-worker.ts')

const door = createNodeDoor(processReceiver({ wake: wakeConnections, wakeWithin }))
/** Addresses of what was refused, in order. */
const refused: string[] = []
const web = createServer((request, response) => {
  response.once('finish', () => {
    if (response.statusCode === 401) refused.push(request.url ?? '')
  })
  door(request, response).catch(() => response.destroy())
})
web.listen(0, '127.0.0.1')
await once(web, 'listening')
const appUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`

await sender()
const worker = await startWorker({
  boss: createWorkerBoss(env.DATABASE_URL, 4, logger),
  ...{ pool, open: openConnection, clock: systemClock, random: Math.random, logger, id: newId() },
  concurrency: 3,
  queues: [processNoticesJob.name],
})
afterAll(async () => {
  web.closeAllConnections()
  await Promise.all([worker.stop(), simulators.close(), new Promise((resolve) => web.close(resolve))])
})

const telling = allManifests().flatMap((manifest) => {
  const { webhooks } = manifest.capabilities
  return webhooks ? [{ vendor: manifest.id, manifest, webhooks }] : []
})
const patience = { timeout: 10_000, interval: 20 }

const storesSchema = z.array(z.object({ vendor: z.string(), stores: z.array(z.object({ key: z.string() })) }))
const ledgerSchema = z.object({
  products: z.array(
    z.object({
      sourceId: z.string(),
      priceMinor: z.number().nullable(),
      status: z.string(),
      hidden: z.boolean(),
    }),
  ),
})
const sentSchema = z.object({
  notices: z.array(z.object({ id: z.string(), forged: z.string().nullable(), state: z.string() })),
})

async function control(path: string, method = 'GET', body?: unknown): Promise<unknown> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${simulators.url}/_control${path}`, { method, ...sent })
  if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${await response.text()}`)
  return response.json()
}

// At the same time, because subscribing mostly waits for what a POS allows.
test.concurrent.for(telling)(
  '$vendor: a price changed at the POS is the catalogue’s, over the door and the queue; a repeat and a forgery change nothing',
  { timeout: 30_000 },
  async ({ vendor, manifest, webhooks }, { expect }) => {
    const store = await simulatedStore(simulators.url, vendor)
    const connectionId = await store.connect(['products', 'inventory'])
    expect((await syncFromSimulator(pool, connectionId, 'full')).outcome).toBe('succeeded')
    const { organizationId } = (
      await pool.query('SELECT organization_id AS "organizationId" FROM connection WHERE id = $1', [
        connectionId,
      ])
    ).rows[0]
    const owner = { id: connectionId, organizationId, signInMethod: 'none' }
    const key =
      storesSchema.parse(await control('/vendors')).find((each) => each.vendor === vendor)?.stores[0]?.key ??
      ''
    if (webhooks.registeredBy === 'api') {
      const { signal } = new AbortController()
      await checkSubscriptions({
        pool,
        open: openConnection,
        clock: systemClock,
        signal,
        connectionId,
        appUrl,
      })
    } else {
      await ensureWebhookSecret(pool, owner, manifest)
      const secret = (await openWebhookSecrets(pool, owner, manifest)).secrets[0]?.value
      const address = webhookAddress(appUrl, { id: connectionId, vendor })
      await control(`/${vendor}/subscriptions`, 'POST', {
        storeKey: key,
        address,
        secret,
        topics: webhooks.topics,
      })
    }

    const products = async () => ledgerSchema.parse(await control(`/${vendor}/ledger?store=${key}`)).products
    const sold = (await products()).find(
      ({ priceMinor, status, hidden }) => priceMinor !== null && status.toLowerCase() === 'active' && !hidden,
    )
    const sourceId = sold?.sourceId ?? ''
    /** @returns the new price, once the catalogue has it */
    const changePrice = async () => {
      await control(`/${vendor}/change`, 'POST', { storeKey: key, kind: 'price', sourceId })
      const price = (await products()).find((each) => each.sourceId === sourceId)?.priceMinor
      const known = async () =>
        (await productRows(pool, connectionId)).find(({ id }) => id === sourceId)?.price
      await expect.poll(known, patience).toBe(price)
    }
    const faults = (settings: object) => control(`/${vendor}/notice-faults`, 'PUT', settings)
    const sent = async () => sentSchema.parse(await control(`/${vendor}/notices`)).notices
    const kept = () => deliveryRows(pool, connectionId)
    const changes = async () =>
      (await eventRows(pool, connectionId)).filter(({ type }) => type === 'product.changed').length

    await faults({ duplicateRate: 1, delayMs: 0 })
    await changePrice()
    const repeats = async () => (await kept()).map(({ duplicates }) => duplicates)
    await expect.poll(async () => Math.min(...(await repeats())), patience).toBe(1)
    await expect
      .poll(async () => (await kept()).map(({ state }) => state), patience)
      .not.toContain('received')
    expect((await kept()).length).toBe((await sent()).length)
    expect(await changes()).toBe(1)

    await faults({ duplicateRate: 0, forgeRate: 1 })
    await changePrice()
    await expect.poll(async () => (await sent()).map(({ state }) => state), patience).not.toContain('waiting')
    const forged = (await sent()).filter((notice) => notice.forged !== null)
    expect(forged.length).toBeGreaterThan(0)
    expect(refused.filter((address) => address.includes(connectionId))).toHaveLength(forged.length)
    await expect
      .poll(async () => (await kept()).map(({ state }) => state), patience)
      .not.toContain('received')
    expect((await kept()).length).toBe((await sent()).length - forged.length)
    expect(await changes()).toBe(2)
  },
)

test('a notice whose job was lost is found again, one whose time has not come and one of a paused connection are not; subscriptions are seen to once an hour', async () => {
  const lines = {
    lost: await noticeWorld(pool),
    late: await noticeWorld(pool),
    early: await noticeWorld(pool),
    paused: await noticeWorld(pool),
    seenTo: await noticeWorld(pool),
  }
  for (const [name, line] of Object.entries(lines)) {
    await insertDelivery(pool, line, {
      state: name === 'lost' ? 'received' : name === 'seenTo' ? 'applied' : 'waiting',
    })
  }
  const inMinutes = (minutes: number, { connectionId }: { connectionId: string }) =>
    pool.query(
      `UPDATE webhook_delivery SET next_attempt_at = now() + $1 * interval '1 minute' WHERE connection_id = $2`,
      [minutes, connectionId],
    )
  await inMinutes(-1, lines.late)
  await inMinutes(1, lines.early)
  await pool.query(`UPDATE connection SET status = 'paused' WHERE id = $1`, [lines.paused.connectionId])
  await pool.query(
    `INSERT INTO webhook_subscription (connection_id, topic, state, checked_at)
     VALUES ($1, 'any', 'active', now() - interval '59 minutes'), ($2, 'any', 'active', now() - interval '61 minutes')`,
    [lines.seenTo.connectionId, lines.late.connectionId],
  )
  const woken = new Map<string, string[]>()
  await sweepNoticesHandler.run(
    {},
    {
      ...{ pool, open: openConnection, clock: systemClock, random: Math.random, declaration: null },
      signal: new AbortController().signal,
      enqueueRun: async () => undefined,
      enqueue: async (_tx, { name }, payload) => {
        const { connectionId } = z.object({ connectionId: z.string() }).parse(payload)
        const line = Object.entries(lines).find(([, each]) => each.connectionId === connectionId)?.[0]
        if (line) woken.set(name, [...(woken.get(name) ?? []), line].sort())
        return null
      },
    },
  )
  expect(Object.fromEntries(woken)).toEqual({
    [processNoticesJob.name]: ['late', 'lost'],
    [subscribeNoticesJob.name]: ['early', 'late', 'lost'],
  })
})
