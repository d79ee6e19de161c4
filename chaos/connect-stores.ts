import { z } from 'zod'
import type { Cairn } from './cairn.ts'
import type { PretendVendor } from './simulators.ts'

/** A store of a simulator, connected. */
export type ConnectedStore = { id: string; vendor: string; storeKey: string }

const idSchema = z.object({ id: z.string() })
const runSchema = z.object({ status: z.string(), errorMessage: z.string().nullable() })

/**
 * Connects the first store of each vendor as a person would, its first sync waited for.
 * @throws {Error} when a first sync, made in peace, does not succeed
 */
export async function connectStores(
  cairn: Cairn,
  vendors: readonly PretendVendor[],
): Promise<ConnectedStore[]> {
  const stores = await cairn.query(z.array(z.object({ id: z.string(), name: z.string() })), 'stores.list')
  const manifests = await cairn.query(
    z.object({ vendors: z.array(z.looseObject({ id: z.string(), entities: z.array(z.string()) })) }),
    'vendors.list',
  )
  return Promise.all(
    vendors.map(async ({ vendor, name, signIn, stores: [store] }) => {
      const manifest = manifests.vendors.find(({ id }) => id === vendor)
      const home = stores.find((each) => each.name === store?.name)
      if (!store || !home || !manifest) throw new Error(`${vendor} has no store to connect`)
      const { id } = await cairn.mutate(idSchema, 'connections.createDraft', {
        storeId: home.id,
        vendor,
        name: `${store.name} · ${name}`,
        endpoint: 'simulator',
        signInMethod: signIn.method,
        credentials: signIn.fields,
        settings: {},
      })
      await cairn.check(id)
      const { runId } = await cairn.mutate(z.object({ runId: z.string() }), 'connections.activate', {
        id,
        schedule: { everyMinutes: null, entities: manifest.entities },
      })
      await untilSucceeded(cairn, runId)
      return { id, vendor, storeKey: store.key }
    }),
  )
}

async function untilSucceeded(cairn: Cairn, runId: string): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    const run = await cairn.query(runSchema, 'runs.get', { id: runId })
    if (run.status === 'succeeded') return
    if (!['planned', 'running'].includes(run.status))
      throw new Error(`first sync: ${run.status} ${run.errorMessage}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('a first sync did not end within two minutes')
}
