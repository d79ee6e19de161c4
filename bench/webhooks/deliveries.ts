import { randomUUID } from 'node:crypto'
import { forgedRequest } from '#simulators/kit/notices/forge.ts'
import type { NoticeDialect, OutgoingNotice } from '#simulators/kit/notices/types.ts'
import { createRuntime, type VendorRuntime } from '#simulators/kit/runtime.ts'
import { vendorDefinitions } from '#simulators/registry.ts'
import { createRandom, type Random } from '#simulators/world/random.ts'

/** One request: to which connection, and whether it is what the vendor sends, a repetition of that, or forged. */
export type Delivery = {
  /** The same for a notice and its repetitions. */
  notice: string
  connection: number
  kind: 'genuine' | 'duplicate' | 'forged'
  headers: Record<string, string>
  body: string
}

export type Signer = {
  vendor: string
  signIn: { method: string; fields: Record<string, string> }
  dialect: NoticeDialect
  runtime: VendorRuntime
}

/** The first pretend vendor that signs the body of what it sends. */
export function findSigner(): Signer {
  for (const definition of vendorDefinitions) {
    const options = {
      ...{ publicUrl: () => 'http://127.0.0.1', seed: 1, pace: 0, products: 20, saved: undefined },
      clock: { now: () => new Date() },
    }
    const runtime = createRuntime(definition, options)
    const dialect = runtime.simulator.notices
    if (dialect?.proof?.coversBody)
      return { vendor: definition.vendor, signIn: definition.signIn, dialect, runtime }
    runtime.close()
  }
  throw new Error('no pretend vendor signs the body of its notices')
}

const bodyBytes = 1_024
const duplicateShare = 0.2
const forgedShare = 0.1

/** A stream of deliveries, a fifth of them sent before, a tenth forged, evenly over the connections. */
export function makeDeliveries(
  signer: Signer,
  secret: string,
  connections: number,
  count: number,
): Delivery[] {
  const random = createRandom(7)
  const store = signer.runtime.world.stores[0]
  const draft = store && signer.dialect.compose(store, null, null)
  if (!store || !draft) throw new Error('the pretend vendor has nothing to tell')
  const sent: Delivery[] = []
  return Array.from({ length: count }, (_, number): Delivery => {
    const share = random.next()
    const earlier = sent.length > 0 && share < duplicateShare ? random.pick(sent.slice(-200)) : undefined
    if (earlier) return { ...earlier, kind: 'duplicate' }
    const notice: OutgoingNotice = {
      id: randomUUID(),
      topic: draft.topic,
      of: 'product',
      at: Date.now(),
      body: paddedBody(draft.body, number),
    }
    const subscription = {
      ...{ id: 'bench', storeKey: store.profile.key, owner: 'bench', topic: draft.topic, secret },
      ...{ address: 'http://127.0.0.1', details: {}, createdAt: 0, updatedAt: 0, failures: 0 },
    }
    const forged = share > 1 - forgedShare
    const { headers } = forged
      ? forgedRequest(signer.dialect, notice, subscription, pickForgery(random), notice.body)
      : signer.dialect.request(notice, subscription)
    const delivery: Delivery = {
      notice: notice.id,
      connection: number % connections,
      kind: forged ? 'forged' : 'genuine',
      headers,
      body: notice.body,
    }
    if (!forged) sent.push(delivery)
    return delivery
  })
}

const pickForgery = (random: Random) => random.pick(['secret', 'proof'] as const)

function paddedBody(draft: object, number: number): string {
  const fields = { ...draft, id: number + 1 }
  const text = JSON.stringify({ ...fields, description: '' })
  return JSON.stringify({ ...fields, description: 'x'.repeat(Math.max(0, bodyBytes - text.length)) })
}
