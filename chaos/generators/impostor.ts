import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '#simulators/world/random.ts'
import type { History } from '../history.ts'
import type { Field } from '../nemesis/faults.ts'

/** Of the connection they were made for, or of the way they came. */
const left = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']

/** A notice that is genuine at another store of the same vendor, as it was sent. */
export type Imposture = { connectionId: string; body: Buffer; status: number | null }

/**
 * Somebody who has caught genuine notices of one store tries them on another, one every second or two.
 * @returns what was tried
 */
export async function tryOnOthers(
  { installation: { doorway, webPort }, stores }: Field,
  history: History,
  random: Random,
  signal: AbortSignal,
): Promise<Imposture[]> {
  const tried: Imposture[] = []
  while (!signal.aborted) {
    await delay(random.int(800, 2_000), undefined, { signal }).catch(() => undefined)
    const caught = doorway.seen.filter(({ status }) => status === 200).slice(-50)
    const genuine = caught.length > 0 ? random.pick(caught) : undefined
    const owner = stores.find(({ id }) => genuine?.url.includes(id))
    const victim = stores.find(({ id, vendor }) => vendor === owner?.vendor && id !== owner.id)
    if (!genuine || !owner || !victim || signal.aborted) continue
    const headers = Object.fromEntries(
      Object.entries(genuine.headers).filter(([name]) => !left.includes(name)),
    )
    const operation = history.invoke('notice of another store', { vendor: victim.vendor })
    const url = `http://127.0.0.1:${webPort}${genuine.url.replace(owner.id, victim.id)}`
    const init = {
      method: 'POST',
      headers,
      body: new Uint8Array(genuine.body),
      signal: AbortSignal.timeout(10_000),
    }
    const status = await fetch(url, init).then(
      (response) => response.status,
      () => null,
    )
    tried.push({ connectionId: victim.id, body: genuine.body, status })
    operation.ok({ status })
  }
  return tried
}
