import { Client } from 'undici'
import type { Delivery } from './deliveries.ts'

/** Where a delivery goes. */
export type Target = { origin: string; pathOf: (connection: number) => string }

export type Measured = {
  seconds: number
  requests: number
  /** Genuine deliveries and repetitions answered 2xx. */
  accepted: number
  refused: number
  /** Anything else, or no answer. */
  failed: number
  /** Notices that were answered 2xx, and all that were sent; without forged ones. */
  taken: Set<string>
  sent: Set<string>
  /** Milliseconds to 2xx, ascending. */
  latencies: number[]
}

const sockets = 32

/** Sends as fast as answers come, over 32 connections, until the deliveries or the seconds are over. */
export function fullLoad(
  target: Target,
  deliveries: readonly Delivery[],
  seconds: number,
): Promise<Measured> {
  let next = 0
  const ends = performance.now() + seconds * 1000
  return run(target, async (send) => {
    for (let delivery = deliveries[next]; delivery && performance.now() < ends; delivery = deliveries[next]) {
      next += 1
      await send(delivery, performance.now())
    }
  })
}

/** Sends at a steady rate. A delivery's time counts from when it was due, also when all connections were busy then. */
export function steadyLoad(
  target: Target,
  deliveries: readonly Delivery[],
  perSecond: number,
  seconds: number,
): Promise<Measured> {
  const started = performance.now()
  const count = Math.min(deliveries.length, perSecond * seconds)
  let next = 0
  return run(target, async (send) => {
    while (next < count) {
      const number = next
      next += 1
      const due = started + (number * 1000) / perSecond
      const early = due - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
      const delivery = deliveries[number]
      if (delivery) await send(delivery, due)
    }
  })
}

type Send = (delivery: Delivery, from: number) => Promise<void>

async function run(target: Target, work: (send: Send) => Promise<void>): Promise<Measured> {
  const measured: Measured = {
    ...{ seconds: 0, requests: 0, accepted: 0, refused: 0, failed: 0, latencies: [] },
    ...{ taken: new Set(), sent: new Set() },
  }
  const started = performance.now()
  await Promise.all(
    Array.from({ length: sockets }, async () => {
      const client = new Client(target.origin)
      await work(async (delivery, from) => {
        measured.requests += 1
        if (delivery.kind !== 'forged') measured.sent.add(delivery.notice)
        const status = await post(client, target, delivery)
        if (status >= 200 && status < 300) {
          measured.latencies.push(performance.now() - from)
          if (delivery.kind === 'forged') return
          measured.accepted += 1
          measured.taken.add(delivery.notice)
        } else if (status === 401) measured.refused += 1
        else measured.failed += 1
      })
      await client.close()
    }),
  )
  measured.seconds = (performance.now() - started) / 1000
  measured.latencies.sort((a, b) => a - b)
  return measured
}

async function post(
  client: Client,
  target: Target,
  { connection, headers, body }: Delivery,
): Promise<number> {
  try {
    const answer = await client.request({ method: 'POST', path: target.pathOf(connection), headers, body })
    await answer.body.dump()
    return answer.statusCode
  } catch {
    return 0
  }
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
