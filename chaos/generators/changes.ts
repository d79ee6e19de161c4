import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '#simulators/world/random.ts'
import type { History } from '../history.ts'
import type { Field } from '../nemesis/faults.ts'

/** How often each kind of change comes, of a hundred or so; as in a shop, mostly stock and prices. (`oversell` is left out:
 * what is below zero counts as nothing by package or by room, and the ledger adds it up.) */
const kinds: Record<string, number> = {
  stock: 20,
  price: 20,
  deliver: 10,
  rename: 12,
  order: 10,
  serve: 10,
  'sell-out': 4,
  'odd-price': 2,
  'long-name': 1,
  hide: 3,
  show: 3,
  deactivate: 2,
  activate: 3,
  add: 4,
  remove: 1,
  join: 4,
  'move-house': 3,
  leave: 1,
}
const drawn = Object.entries(kinds).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind))

/** Changes the stores, two or three things a second, until `signal` is aborted. */
export async function changeWorlds(
  { installation: { simulators }, stores }: Field,
  history: History,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const { vendor, storeKey } = random.pick(stores)
    const kind = random.pick(drawn)
    const operation = history.invoke('change', { vendor, kind })
    await simulators
      .change(vendor, storeKey, kind)
      .then(operation.ok, (error: Error) => operation.info({ error: error.message }))
    await delay(random.int(150, 650), undefined, { signal }).catch(() => undefined)
  }
}
