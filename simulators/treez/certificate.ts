import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import type { SimRequest } from '../kit/http.ts'

/** A claim must end so many milliseconds after it began. */
const lifetimeMs = 30_000

const claimsSchema = z.object({
  aud: z.url(),
  iss: z.string(),
  oid: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
})

/**
 * Judges a call signed with a certificate's key. Here a certificate's id is its public key (SPKI, base64url), so that
 * none has to be enrolled.
 * @param now epoch ms
 * @returns `invalid`: a claim that may not be made so (400); `refused`: nobody's (401)
 */
export function judgeSignedCall(request: SimRequest, now: number): 'good' | 'invalid' | 'refused' {
  const [text = '', signature = ''] = (request.headers['authorization'] ?? '').split('.')
  const claims = claimsSchema.safeParse(readJson(text)).data
  if (!claims) return 'refused'
  if (claims.exp !== claims.iat + lifetimeMs) return 'invalid'
  const { pathname, search } = new URL(claims.aud)
  const query = request.query.size > 0 ? `?${request.query}` : ''
  const meant = pathname.endsWith(request.path) && new URLSearchParams(search).toString() === query.slice(1)
  return meant && claims.exp > now && isSigned(text, signature, claims.iss) ? 'good' : 'refused'
}

function isSigned(text: string, signature: string, certificateId: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(certificateId, 'base64url'),
      format: 'der',
      type: 'spki',
    })
    return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
