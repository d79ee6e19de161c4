import { AdapterError, type AdapterErrorKind } from '../adapters/errors.ts'
import { believablePoints } from './believable-points.ts'
import type { Prepared } from './build-request.ts'
import type { ClientParts } from './client-parts.ts'
import { exchange } from './exchange.ts'
import { defaultLane } from './lanes.ts'
import { type CallsTold, readRateHeaders } from './rate-headers.ts'
import { readAnswer } from './read-answer.ts'
import type { HttpClientOptions, HttpRequest, HttpResponse, PointsTold } from './types.ts'

/** `points`, `calls`: what the answer told of what the vendor still allows. */
export type AttemptResult<T> = ({ response: HttpResponse<T> } | { error: AdapterError }) & {
  points: PointsTold | null
  calls: CallsTold | null
}

/**
 * One request on the wire, measured.
 * @param prepared where it goes and what is sent, already signed
 * @param turn.number 1 for the first try
 * @param turn.waitedMs how long it waited for the budget
 * @returns the answer, or what was wrong with it
 * @throws the signal's reason when aborted
 */
export async function attempt<T>(
  request: HttpRequest<T>,
  prepared: Prepared,
  readers: HttpClientOptions,
  parts: ClientParts,
  { number, signal, waitedMs }: { number: number; signal: AbortSignal; waitedMs: number },
): Promise<AttemptResult<T>> {
  const { operation, lane = defaultLane } = request
  const occurredAt = parts.clock.now()
  const started = performance.now()
  const tooLong = AbortSignal.timeout(parts.limits.attemptMs)
  let status: number | null = null
  let points: PointsTold | null = null
  let calls: CallsTold | null = null
  const readEnvelope = (body: unknown) => {
    points = believablePoints(readers.readPoints?.(body) ?? null, readers.rateLimit)
    return readers.readEnvelope?.(body) ?? null
  }
  const measure = (outcome: 'ok' | AdapterErrorKind) => {
    const milliseconds = Math.round(performance.now() - started)
    const turn = { attempt: number, lane, waitedMs, occurredAt }
    parts.recorder.record({ operation, outcome, status, milliseconds, ...turn })
    return milliseconds
  }
  try {
    const answer = await exchange({ ...prepared, signal: AbortSignal.any([signal, tooLong]) })
    status = answer.status
    calls = readRateHeaders(answer.headers, parts.clock.now())
    const body = readAnswer(answer, request, { ...readers, readEnvelope }, parts.clock.now())
    return { response: { status, headers: answer.headers, body, milliseconds: measure('ok') }, points, calls }
  } catch (error) {
    signal.throwIfAborted()
    const failure = tooLong.aborted
      ? new AdapterError('timeout', 'The POS took too long to send its answer.')
      : error
    if (!(failure instanceof AdapterError)) throw failure
    measure(failure.kind)
    return { error: failure, points, calls }
  }
}
