import { AdapterError } from '../adapters/errors.ts'
import { parseJson } from '../lib/parse-json.ts'
import type { Answer } from './exchange.ts'
import { statusFailure } from './failure.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { ErrorReader, HttpClientOptions, HttpRequest } from './types.ts'

type Readers = Pick<HttpClientOptions, 'readError' | 'readEnvelope'>

/**
 * Turns an answer into what the caller asked for.
 * @param answer complete answer of the POS
 * @param request how the body is written, and what it must be
 * @returns the parsed body; `undefined` goes through the schema when the body is empty
 * @throws {AdapterError} by the vendor's readers, else by status; `invalid_response` when the body isn't as promised
 */
export function readAnswer<T>(
  answer: Answer,
  { schema, format }: Pick<HttpRequest<T>, 'schema' | 'format'>,
  readers: Readers,
  now: Date,
): T {
  if (answer.status < 200 || answer.status > 299) {
    const standard = statusFailure(answer.status, answer.headers, now)
    throw asError(readers.readError?.(answer) ?? null, answer, now) ?? standard
  }
  const body = parseBody(answer, format ?? 'json')
  const failure = asError(readers.readEnvelope?.(body) ?? null, answer, now)
  if (failure) throw failure
  const result = schema.safeParse(body)
  if (result.success) return result.data
  if (body === undefined) throw unreadable(answer, 'The answer of the POS was empty.')
  // Paths and expectations only: zod's messages never contain the value.
  const places = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw unreadable(answer, `The answer of the POS is not as documented (${places.join('; ')}).`)
}

function parseBody(answer: Answer, format: NonNullable<HttpRequest<unknown>['format']>): unknown {
  const text = answer.text.replace(/^\uFEFF/, '').trim()
  if (text === '') return undefined
  if (typeof format === 'function') return parseWith(format, text, answer)
  if (text.startsWith('<')) throw unreadable(answer, 'The POS answered with a web page instead of data.')
  try {
    return format === 'json' ? parseJson(text) : text.split('\n').map(parseJson)
  } catch {
    // The parser quotes the text in its message, so it is not kept as the cause.
    throw unreadable(answer, 'The answer of the POS is not complete JSON.')
  }
}

function parseWith(read: (text: string) => unknown, text: string, answer: Answer): unknown {
  try {
    return read(text)
  } catch {
    // Parsers quote the text in their messages, so the error is not kept as the cause.
    throw unreadable(answer, 'The answer of the POS is incomplete, or not in the format it promises.')
  }
}

function unreadable(answer: Answer, message: string): AdapterError {
  return new AdapterError('invalid_response', message, { status: answer.status })
}

function asError(read: ReturnType<ErrorReader>, answer: Answer, now: Date): AdapterError | null {
  if (read === null) return null
  const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'), now) ?? read.retryAfterMs
  return new AdapterError(read.kind, read.message, {
    status: answer.status,
    ...(read.vendorCode === undefined ? {} : { vendorCode: read.vendorCode }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}
