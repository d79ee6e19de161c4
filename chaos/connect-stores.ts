import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Cairn } from './cairn.ts'
import type { PretendVendor, Simulators } from './simulators.ts'

/** A store of a simulator, connected. `notices`: its POS tells of what happens. */
export type ConnectedStore = { id: string; vendor: string; storeKey: string; notices: boolean }

const manifestSchema = z.object({
  id: z.string(),
  entities: z.array(z.string()),
  capabilities: z.object({
    webhooks: z
      .object({
        proof: z.enum(['signature', 'bearer', 'address']),
        secretField: z.string().nullable(),
        registeredBy: z.enum(['person', 'api']),
        topics: z.array(z.string()),
      })
      .nullable(),
  }),
})
type PosManifest = z.infer<typeof manifestSchema>

const idSchema = z.object({ id: z.string() })
const runSchema = z.object({ status: z.string(), errorMessage: z.string().nullable() })

/**
 * Connects the first store of each vendor as a person would, and another where a vendor sends notices, so that a
 * notice of one can be tried on the other. Their first syncs are waited for, and that they are told of what happens.
 * @throws {Error} when a first sync, made in peace, does not succeed
 */
export async function connectStores(
  cairn: Cairn,
  simulators: Simulators,
  address: string,
  isWanted: (store: Omit<ConnectedStore, 'id'>) => boolean = () => true,
): Promise<ConnectedStore[]> {
  const homes = await cairn.query(z.array(z.object({ id: z.string(), name: z.string() })), 'stores.list')
  const { vendors: manifests } = await cairn.query(
    z.object({ vendors: z.array(manifestSchema) }),
    'vendors.list',
  )
  const wishes = (await simulators.vendors()).flatMap((pretend) => {
    const manifest = manifests.find(({ id }) => id === pretend.vendor)
    if (!manifest) throw new Error(`${pretend.vendor} is not in the registry`)
    const [first, ...others] = pretend.stores
    const second = manifest.capabilities.webhooks ? others.at(-1) : undefined
    const { vendor } = pretend
    const notices = manifest.capabilities.webhooks !== null
    return [first, second]
      .flatMap((store) => store ?? [])
      .filter(({ key }) => isWanted({ vendor, storeKey: key, notices }))
      .map((store) => ({ pretend, manifest, store }))
  })
  return Promise.all(
    wishes.map(async ({ pretend, manifest, store }) => {
      const home = homes.find(({ name }) => name === store.name)
      if (!home) throw new Error(`there is no store ${store.name}`)
      const { id } = await cairn.mutate(idSchema, 'connections.createDraft', {
        storeId: home.id,
        vendor: pretend.vendor,
        name: `${store.name} · ${pretend.name}`,
        endpoint: 'simulator',
        signInMethod: pretend.signIn.method,
        credentials: signInOf(pretend, store.key),
        settings: {},
      })
      await cairn.check(id)
      const schedule = { everyMinutes: null, entities: manifest.entities }
      const started = await cairn.mutate(z.object({ runId: z.string() }), 'connections.activate', {
        id,
        schedule,
      })
      await untilSucceeded(cairn, started.runId, pretend.vendor)
      await cairn.mutate(z.unknown(), 'schedules.save', {
        connectionId: id,
        entities: manifest.entities,
        mode: 'incremental',
        rule: { everyMinutes: 5 },
        jitterSeconds: 0,
      })
      const connected = { id, vendor: pretend.vendor, storeKey: store.key }
      await beTold(cairn, simulators, connected, manifest, address)
      return { ...connected, notices: manifest.capabilities.webhooks !== null }
    }),
  )
}

/** The sign-in of another store of the chain is the first one's, with its key in place of the first one's. */
function signInOf({ signIn, stores: [first] }: PretendVendor, storeKey: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(signIn.fields).map(([name, value]) => [
      name,
      first ? value.replaceAll(first.key, storeKey) : value,
    ]),
  )
}

/** Subscribes at the POS as its manager would, or waits until Cairn has done it through the vendor's API. */
async function beTold(
  cairn: Cairn,
  simulators: Simulators,
  { id, vendor, storeKey }: Omit<ConnectedStore, 'notices'>,
  { capabilities: { webhooks } }: PosManifest,
  address: string,
): Promise<void> {
  if (!webhooks) return
  if (webhooks.registeredBy === 'person') {
    const secret = webhooks.secretField
      ? { address: `${address}/api/webhooks/${vendor}/${id}`, token: null }
      : await cairn.mutate(
          z.object({ address: z.string(), token: z.string().nullable() }),
          'notices.revealSecret',
          { connectionId: id },
        )
    await simulators.subscribe(vendor, {
      storeKey,
      address: secret.address,
      topics: webhooks.topics,
      ...(secret.token === null ? {} : { secret: secret.token }),
    })
  }
  const deadline = Date.now() + 60_000
  while (!(await simulators.subscriptions(vendor)).some((one) => one.storeKey === storeKey)) {
    if (Date.now() > deadline) throw new Error(`${vendor} was not asked to tell of ${storeKey}`)
    await delay(200)
  }
}

async function untilSucceeded(cairn: Cairn, runId: string, vendor: string): Promise<void> {
  const deadline = Date.now() + 240_000
  while (Date.now() < deadline) {
    const run = await cairn.query(runSchema, 'runs.get', { id: runId })
    if (run.status === 'succeeded' || run.status === 'suspicious') return
    if (!['planned', 'running'].includes(run.status))
      throw new Error(`first sync of ${vendor}: ${run.status} ${run.errorMessage}`)
    await delay(200)
  }
  throw new Error(`the first sync of ${vendor} did not end within four minutes`)
}
