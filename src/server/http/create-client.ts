import { AdapterError, kindPolicy } from '../adapters/errors.ts'
import { createBackoff } from '../lib/backoff.ts'
import { admittedAttempt } from './admitted-attempt.ts'
import { buildRequest } from './build-request.ts'
import type { ClientParts } from './client-parts.ts'
import { patienceOf } from './patience.ts'
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse } from './types.ts'

/**
 * The common client around what a vendor says of its API. Retries happen here and nowhere else.
 * `send` also throws the signal's reason when the caller aborts, and PostgreSQL's errors as they are.
 */
export function createClient(options: HttpClientOptions, parts: ClientParts): HttpClient {
  return {
    async send(request) {
      const { attempts, deadlineMs } = patienceOf(request, parts.patience, parts.attempts)
      const tooLong = AbortSignal.timeout(deadlineMs)
      const signals = [request.signal, parts.signal, tooLong].filter((signal) => signal !== undefined)
      const deadline = new Date(parts.clock.now().getTime() + deadlineMs)
      try {
        const signal = AbortSignal.any(signals)
        return await sendWithRetries(request, options, parts, { attempts, deadline, signal })
      } catch (error) {
        if (error !== tooLong.reason || error === undefined) throw error
        const seconds = Math.round(deadlineMs / 1000)
        throw new AdapterError('timeout', `The POS did not answer within ${seconds} s, all tries included.`)
      }
    },
  }
}

async function sendWithRetries<T>(
  request: HttpRequest<T>,
  options: HttpClientOptions,
  parts: ClientParts,
  until: { attempts: number; deadline: Date; signal: AbortSignal },
): Promise<HttpResponse<T>> {
  const prepared = buildRequest(options.baseUrl, request, parts.dispatchers)
  const backoff = createBackoff({ initialMs: 250, capMs: 10_000, random: parts.random })
  const repeatable = request.repeatable ?? request.method === 'GET'
  let rejected: string | undefined
  let tries = 0
  for (let number = 1; ; number += 1) {
    const result = await admittedAttempt(request, prepared, options, parts, { ...until, number, rejected })
    if ('response' in result) return result.response
    const { error, refusedToken } = result
    if (refusedToken !== undefined) {
      // A refused request did nothing, so it may be sent again whatever it is; once, and not counted as a try.
      rejected = refusedToken
      continue
    }
    // The fresh one was taken; when a later try finds it ended, another is worth a turn again.
    if (kindPolicy[error.kind].class !== 'authentication') rejected = undefined
    tries += 1
    const wait = Math.max(backoff(), error.retryAfterMs ?? 0)
    const inTime = parts.clock.now().getTime() + wait < until.deadline.getTime()
    if (!repeatable || !kindPolicy[error.kind].retry || tries >= until.attempts || !inTime) throw error
    await parts.clock.sleep(wait, until.signal)
  }
}
