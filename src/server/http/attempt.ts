import { AdapterError, type AdapterErrorKind } from '../adapters/errors.ts'
import type { Prepared } from './build-request.ts'
import type { ClientParts } from './client-parts.ts'
import { exchange } from './exchange.ts'
import { readAnswer } from './read-answer.ts'
import type { HttpClientOptions, HttpRequest, HttpResponse, PointsTold } from './types.ts'

/** `points`: what the answer told of the vendor's bucket. */
export type AttemptResult<T> = ({ response: HttpResponse<T> } | { error: AdapterError }) & {
  points: PointsTold | null
}

/**
 * One request on the wire, measured.
 * @param prepared where it goes and what is sent, already signed
 * @param number 1 for the first try
 * @returns the answer, or what was wrong with it
 * @throws the signal's reason when aborted
 */
export async function attempt<T>(
  request: HttpRequest<T>,
  prepared: Prepared,
  readers: HttpClientOptions,
  parts: ClientParts,
  { number, signal }: { number: number; signal: AbortSignal },
): Promise<AttemptResult<T>> {
  const { operation } = request
  const occurredAt = parts.clock.now()
  const started = performance.now()
  const tooLong = AbortSignal.timeout(parts.limits.attemptMs)
  let status: number | null = null
  let points: PointsTold | null = null
  const readEnvelope = (body: unknown) => {
    points = readers.readPoints?.(body) ?? null
    return readers.readEnvelope?.(body) ?? null
  }
  const measure = (outcome: 'ok' | AdapterErrorKind) => {
    const milliseconds = Math.round(performance.now() - started)
    parts.recorder.record({ operation, outcome, status, milliseconds, attempt: number, occurredAt })
    return milliseconds
  }
  try {
    const answer = await exchange({ ...prepared, signal: AbortSignal.any([signal, tooLong]) })
    status = answer.status
    const body = readAnswer(answer, request, { ...readers, readEnvelope }, parts.clock.now())
    return { response: { status, headers: answer.headers, body, milliseconds: measure('ok') }, points }
  } catch (error) {
    signal.throwIfAborted()
    const failure = tooLong.aborted
      ? new AdapterError('timeout', 'The POS took too long to send its answer.')
      : error
    if (!(failure instanceof AdapterError)) throw failure
    measure(failure.kind)
    return { error: failure, points }
  }
}
