import type { AdapterError, AdapterErrorKind } from '../adapters/errors.ts'
import { attempt } from './attempt.ts'
import type { Prepared } from './build-request.ts'
import { verdictOn } from './circuit-rules.ts'
import type { ClientParts } from './client-parts.ts'
import { defaultLane } from './lanes.ts'
import type { Outcome } from './ports.ts'
import type { CallsTold } from './rate-headers.ts'
import type { HttpClientOptions, HttpRequest, HttpResponse, PointsTold } from './types.ts'

export type Turn = {
  number: number
  deadline: Date
  signal: AbortSignal
  /** The token the POS refused on the turn before. */
  rejected: string | undefined
}

export type TurnResult<T> =
  | { response: HttpResponse<T> }
  /** `refusedToken`: worth another turn with a fresh one. */
  | { error: AdapterError; refusedToken: string | undefined }

/** How long everybody pauses after a 429 that doesn't say. */
const pauseAfter429Ms = 1000

/**
 * One try with all that has to agree to it: circuit → sign-in → a free slot → budget → the wire. The budget comes last,
 * so that a call goes out the moment it was allowed; what it brought is reported to the circuit. A pause the POS asks for
 * stands for everybody before anything is given back: whoever waits would use what is free between the two.
 * @throws {AdapterError} when the circuit, the sign-in or the budget held it back; the signal's reason when aborted
 */
export async function admittedAttempt<T>(
  request: HttpRequest<T>,
  prepared: Prepared,
  options: HttpClientOptions,
  parts: ClientParts,
  turn: Turn,
): Promise<TurnResult<T>> {
  const lane = request.lane ?? defaultLane
  const admission = await parts.circuit.admit(operationClass(request.operation))
  let outcome: Outcome = 'abandoned'
  try {
    if (admission.pauseMs > 0) await parts.clock.sleep(admission.pauseMs, turn.signal)
    const headers = { ...prepared.headers }
    const { method, body } = prepared
    const call = { method, url: new URL(prepared.url), body }
    const rejected = turn.rejected === undefined ? {} : { rejected: turn.rejected }
    const signed = (await options.auth?.apply(headers, { ...rejected, call })) ?? {}
    const send = async () => {
      const { deadline, signal } = turn
      const cost = request.cost ?? 1
      let waitedMs = 0
      const onWait = (ms: number) => {
        waitedMs = ms
      }
      const release = await parts.budget.take(options.rateLimit, lane, { deadline, signal, cost, onWait })
      let points: PointsTold | null = null
      let calls: CallsTold | null = null
      try {
        const signedCall = { ...prepared, ...call, headers }
        const result = await attempt(request, signedCall, options, parts, { ...turn, waitedMs })
        points = result.points
        calls = result.calls
        if ('response' in result) {
          outcome = 'ok'
          return result
        }
        const { error } = result
        // Where the budget knows what is left, cheaper calls need not wait. A Retry-After is meant for everybody.
        const pauses = error.kind === 'rate_limited' || error.retryAfterMs !== undefined
        if (pauses && points === null)
          await parts.budget.block(options.rateLimit, error.retryAfterMs ?? pauseAfter429Ms)
        const renewable = options.auth?.renews && turn.rejected === undefined && isRefusal(error.kind)
        // Before a fresh token was tried, a refusal says only that the old one ended.
        outcome = renewable ? 'token_expired' : error.kind
        return { error, refusedToken: renewable ? signed.token : undefined }
      } finally {
        await release(points)
        // Afterwards, so that the slot of this very call is one of those the POS speaks of.
        if (calls) await parts.budget.learn(options.rateLimit, calls)
      }
    }
    return await parts.slots(lane, send, turn.signal)
  } finally {
    const blameless = request.blameless === true && verdictOn(outcome) === 'failure'
    await parts.circuit.report(admission, blameless ? 'abandoned' : outcome)
  }
}

function isRefusal(kind: AdapterErrorKind): boolean {
  return kind === 'unauthenticated' || kind === 'token_expired'
}

/** `products.list` and `products.get` share a circuit; `stock.list` has its own. */
function operationClass(operation: string): string {
  return operation.split('.', 1)[0] ?? operation
}
