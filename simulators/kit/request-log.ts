import { createHash } from 'node:crypto'
import type { SimRequest } from './http.ts'

export type LogEntry = {
  /** Counted from the start of the log. */
  number: number
  at: string
  method: string
  path: string
  status: number
  ms: number
  fault: string | null
  /** Which budget it drew on: calls with the same share one. */
  budget: string | null
}

export type RequestLog = {
  /** `status` 0: the line was dropped without an answer. */
  add(
    request: SimRequest,
    outcome: { at: Date; status: number; ms: number; fault: string | null; budget: string | null },
  ): void
  /** Newest first. */
  latest(limit: number): LogEntry[]
  counters(): { requests: number; rejected: number; byStatus: Record<string, number> }
  reset(): void
}

const kept = 500
const secretName = /key|token|secret|passw|auth|code|sign/i

/** Path and query as called, with the values of parameters that may be secret left out. */
function describePath({ path, query }: SimRequest): string {
  const pairs = [...query].map(([name, value]) => `${name}=${secretName.test(name) ? '…' : value}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** Remembers the last calls; neither headers nor bodies, since those carry secrets. */
export function createRequestLog(): RequestLog {
  let entries: LogEntry[] = []
  let requests = 0
  let byStatus: Record<string, number> = {}
  return {
    add(request, { at, status, ms, fault, budget }) {
      requests += 1
      byStatus[status] = (byStatus[status] ?? 0) + 1
      entries.push({
        number: requests,
        at: at.toISOString(),
        method: request.method,
        path: describePath(request),
        status,
        ms: Math.round(ms),
        fault,
        // A key of a budget may be a credential.
        budget: budget === null ? null : createHash('sha256').update(budget).digest('hex').slice(0, 12),
      })
      if (entries.length > kept) entries = entries.slice(-kept)
    },
    latest: (limit) => entries.slice(-limit).reverse(),
    counters: () => ({ requests, rejected: byStatus['429'] ?? 0, byStatus: { ...byStatus } }),
    reset() {
      entries = []
      requests = 0
      byStatus = {}
    },
  }
}
