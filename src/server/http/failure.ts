import { AdapterError, type AdapterErrorKind } from '../adapters/errors.ts'
import { EgressRefused } from './egress-guard.ts'
import { parseRetryAfter } from './retry-after.ts'

/** Where the exchange broke: before the answer's headers, or while its body came. */
export type Stage = 'head' | 'body'

/** Codes of Node, OpenSSL and undici, by what they mean for a connection. */
const codes: [RegExp, AdapterErrorKind][] = [
  [/^(ENOTFOUND|ENODATA|EAI_\w+|ESERVFAIL|EREFUSED|ENONAME)$/, 'dns'],
  [/^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$|^ETIMEDOUT$|^ETIMEOUT$/, 'timeout'],
  [/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_|SELF_SIGNED|^HOSTNAME_MISMATCH$/, 'tls'],
  [/^UND_ERR_RES_|^UND_ERR_HEADERS_OVERFLOW$|^HPE_|^HTTPParserError$/, 'invalid_response'],
]

const words: Record<string, string> = {
  dns: 'The address of the POS could not be found. Check the address, or try again when the network is back.',
  timeout: 'The POS took too long to answer. Cairn tries again; if it stays slow, ask the vendor.',
  tls: 'No secure connection to the POS could be made: its certificate was not accepted. Ask the vendor.',
  unreachable: 'The POS could not be reached: the connection was refused or broken. Cairn tries again.',
  invalid_response: 'The answer of the POS was cut off, too long or not HTTP. Cairn tries again.',
}

function codeOf(error: unknown): string {
  const own = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (own === '' && error instanceof Error && error.cause !== undefined) return codeOf(error.cause)
  // Happy Eyeballs: every address of the host failed, each with its own error.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return own || (error instanceof Error ? error.name : '')
}

/** @returns what a broken exchange means; the cause is kept for logs */
export function networkFailure(error: unknown, stage: Stage): AdapterError {
  if (error instanceof EgressRefused) return new AdapterError('invalid_request', error.message)
  const code = codeOf(error)
  const known = codes.find(([pattern]) => pattern.test(code))?.[1]
  const kind = known ?? (stage === 'body' ? 'invalid_response' : 'unreachable')
  return new AdapterError(kind, words[kind] ?? '', { cause: error })
}

const byStatus: Record<number, [AdapterErrorKind, string]> = {
  401: ['unauthenticated', 'The POS refused the sign-in. Check the credentials of this connection.'],
  403: ['forbidden', 'The sign-in works but may not do this. Ask the POS for the missing permission.'],
  404: ['not_found', 'The POS does not know what was asked for. Check the settings of this connection.'],
  408: ['timeout', 'The POS gave up waiting. Cairn tries again.'],
  409: ['business_rule', 'The POS refused because it conflicts with what it has.'],
  410: ['not_found', 'The POS no longer has what was asked for.'],
  425: ['unavailable', 'The POS is not ready yet. Cairn tries again.'],
  429: ['rate_limited', 'The POS asked for fewer calls. Cairn waits and goes on.'],
  451: ['compliance', 'The POS refused for legal reasons.'],
  504: ['timeout', 'The POS took too long to answer. Cairn tries again.'],
}

/** @returns the standard meaning of an answer that is not a 2xx */
export function statusFailure(status: number, headers: Headers, now: Date): AdapterError {
  const [kind, message] = byStatus[status] ?? byClass(status)
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now)
  return new AdapterError(kind, message, { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}

function byClass(status: number): [AdapterErrorKind, string] {
  if (status >= 500) return ['unavailable', 'The POS has a problem of its own. Cairn tries again.']
  if (status >= 400)
    return ['invalid_request', 'The POS did not accept the request. This is likely ours to fix.']
  return [
    'invalid_response',
    'The POS answered with a redirect, which Cairn does not follow. Check its address.',
  ]
}
