import { createHash, createHmac } from 'node:crypto'
import type { Clock } from '../../lib/clock.ts'
import type { AuthStrategy } from '../types.ts'

/** What a signature covers. `path` with its query, as sent; `bodyHash` SHA-256 in hex, of nothing when there is no body. */
export type SignedParts = { method: string; path: string; timestamp: string; bodyHash: string }

const lineByLine = ({ method, path, timestamp, bodyHash }: SignedParts) =>
  [method, path, timestamp, bodyHash].join('\n')

const inSeconds = (now: Date) => String(Math.floor(now.getTime() / 1000))

/**
 * The secret never travels: every call carries the key's id, the time and an HMAC-SHA256 (RFC 2104) over method, path,
 * time and body, made anew for every attempt.
 * @param options.headers names the POS reads them from
 * @param options.message the text that is signed; method, path, time and body hash on a line each when absent
 * @param options.timestamp how the time is written; seconds since 1970 when absent
 * @param options.encoding of the signature; `hex` when absent
 */
export function signedRequest(options: {
  keyId: string
  secret: string
  clock: Clock
  headers: { keyId: string; timestamp: string; signature: string }
  message?: (parts: SignedParts) => string
  timestamp?: (now: Date) => string
  encoding?: 'hex' | 'base64'
}): AuthStrategy {
  const { message = lineByLine, timestamp: written = inSeconds, encoding = 'hex' } = options
  return {
    renews: false,
    async apply(headers, { call }) {
      const timestamp = written(options.clock.now())
      const path = call.url.pathname + call.url.search
      const bodyHash = createHash('sha256')
        .update(call.body ?? '')
        .digest('hex')
      const text = message({ method: call.method, path, timestamp, bodyHash })
      headers[options.headers.keyId] = options.keyId
      headers[options.headers.timestamp] = timestamp
      headers[options.headers.signature] = createHmac('sha256', options.secret).update(text).digest(encoding)
      return {}
    },
  }
}
