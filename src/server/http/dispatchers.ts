import { Agent, type Dispatcher } from 'undici'
import { assertAllowed, type EgressPolicy, guardedLookup } from './egress-guard.ts'

/** Time and size limits of one attempt. */
export type HttpLimits = {
  connectMs: number
  /** Until the answer's headers are there. */
  headersMs: number
  /** Between two pieces of the body. */
  bodyMs: number
  /** The whole attempt. */
  attemptMs: number
  maxBodyBytes: number
}

export const defaultLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 15_000,
  attemptMs: 45_000,
  maxBodyBytes: 32 * 1024 * 1024,
}

export type Dispatchers = {
  /** @throws {EgressRefused} when nothing may be sent to this address */
  for(url: URL): Dispatcher
  close(): Promise<void>
}

/**
 * The sockets of one connection: those to the internet resolve names through the guard, those to expressly allowed
 * origins don't. Neither follows redirects; an answer beyond `maxBodyBytes` is cut.
 */
export function createDispatchers(
  policy: EgressPolicy,
  limits: HttpLimits,
  connections: number,
): Dispatchers {
  const common = {
    connections,
    allowH2: false,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    maxResponseSize: limits.maxBodyBytes,
  }
  const guarded = new Agent({ ...common, connect: { timeout: limits.connectMs, lookup: guardedLookup } })
  const open = new Agent({ ...common, connect: { timeout: limits.connectMs } })
  return {
    for(url) {
      assertAllowed(url, policy)
      return policy.allowedOrigins.includes(url.origin) ? open : guarded
    },
    async close() {
      await Promise.all([guarded.destroy(), open.destroy()])
    },
  }
}
