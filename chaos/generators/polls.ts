import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Random } from '#simulators/world/random.ts'
import type { Cairn } from '../cairn.ts'
import type { ConnectedStore } from '../connect-stores.ts'
import type { History } from '../history.ts'

/** A person who has a store read now, every few seconds, whatever runs already. */
export async function askForSyncs(
  cairn: Cairn,
  stores: readonly ConnectedStore[],
  history: History,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await delay(random.int(2_000, 6_000), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const { id, vendor } = random.pick(stores)
    const mode = random.chance(0.2) ? 'full' : 'incremental'
    const operation = history.invoke('sync asked for', { vendor, mode })
    await cairn
      .mutate(z.object({ runId: z.string() }), 'runs.start', { connectionId: id, mode })
      .then(operation.ok, (error: Error) => operation.info({ error: error.message }))
  }
}
