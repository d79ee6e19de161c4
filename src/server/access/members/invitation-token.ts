import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for the link; only the hash is kept. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A random token needs no slow hash: there is nothing to guess. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
