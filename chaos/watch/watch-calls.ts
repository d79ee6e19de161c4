import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectedStore } from '../connect-stores.ts'
import type { SimulatedCall, Simulators } from '../simulators.ts'

/** Every simulator keeps its last 500 calls; the fastest gets 45 a second. */
const intervalMs = 2_000

/** Collects every call the simulators got until `signal` is aborted, by vendor, in the order of their coming. */
export async function watchCalls(
  simulators: Simulators,
  stores: readonly ConnectedStore[],
  signal: AbortSignal,
): Promise<Map<string, SimulatedCall[]>> {
  const seen = new Map(stores.map(({ vendor }) => [vendor, new Map<string, SimulatedCall>()]))
  const look = async () => {
    for (const [vendor, calls] of seen) {
      for (const call of await simulators.calls(vendor)) calls.set(`${call.number} ${call.at}`, call)
    }
  }
  while (!signal.aborted) {
    // They may be restarting; their log begins anew then.
    await look().catch(() => undefined)
    await delay(intervalMs, undefined, { signal }).catch(() => undefined)
  }
  await look().catch(() => undefined)
  return new Map(
    [...seen].map(([vendor, calls]) => [
      vendor,
      [...calls.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.number - b.number)),
    ]),
  )
}
