import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits in 43 characters that need no escaping; good as `state` and as a PKCE verifier alike. */
export function randomText(): string {
  return randomBytes(32).toString('base64url')
}

/** The S256 challenge of a verifier: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
export function codeChallengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}
