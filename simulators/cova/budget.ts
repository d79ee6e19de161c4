import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import type { Clock } from '../world/types.ts'

/** Calls in a window, for each service, signed-in and anonymous ones apart. */
const limit = 1000
const windowMs = 60_000

export type Budget = {
  /** @returns the refusal, or null when the call may go on */
  take(request: SimRequest): Reply | null
  /** Headers that go with every answer to this call. */
  headersOf(request: SimRequest): Record<string, string>
}

const keyOf = ({ path, headers }: SimRequest) => {
  const anonymous =
    headers['authorization'] === undefined && headers['ocp-apim-subscription-key'] === undefined
  return `${serviceOf(path)}:${anonymous ? 'anonymous' : 'signed-in'}`
}

/** The first part of the path: `dataplatform`, `entitymanager` … */
export function serviceOf(path: string): string {
  return path.split('/')[1]?.toLowerCase() ?? ''
}

export function createBudget(clock: Clock): Budget {
  const windows = new Map<string, { startedAt: number; calls: number }>()
  const windowOf = (request: SimRequest) => {
    const at = clock.now().getTime()
    const known = windows.get(keyOf(request))
    if (known !== undefined && at < known.startedAt + windowMs) return known
    const fresh = { startedAt: at, calls: 0 }
    windows.set(keyOf(request), fresh)
    return fresh
  }
  return {
    take(request) {
      const window = windowOf(request)
      window.calls += 1
      if (window.calls <= limit) return null
      const left = Math.ceil((window.startedAt + windowMs - clock.now().getTime()) / 1000)
      return tooMany(left)
    },
    headersOf(request) {
      const { calls } = windowOf(request)
      return {
        'COVA-APIM-RateLimit-Limit': String(limit),
        'COVA-APIM-RateLimit-Remaining': String(Math.max(0, limit - calls)),
      }
    },
  }
}

export function tooMany(retryAfterSeconds: number | null): Reply {
  const Message = 'Rate limit is exceeded. Try again when the window resets.'
  return jsonReply(
    429,
    { Message },
    retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
  )
}
