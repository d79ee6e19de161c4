import type { KeyObject } from 'node:crypto'
import { decrypt, encrypt } from '#server/lib/key-ring.ts'
import { aadOf, type Place, SealError } from '#server/lib/seal.ts'

/**
 * Seals a text with a person's key, bound to its place. Text form: `p1.<person key id>.<value>`, the value base64url of
 * nonce, tag and ciphertext (AES-256-GCM).
 */
export function sealPersonal(
  plaintext: string,
  person: { id: string; key: KeyObject },
  place: Place,
): string {
  const box = encrypt(person.key, Buffer.from(plaintext, 'utf8'), aadOf(place))
  return `p1.${person.id}.${box.toString('base64url')}`
}

/** Reverses {@link sealPersonal}. @throws {SealError} other key, other place, or changed; the value is never named */
export function openPersonal(sealed: string, person: { id: string; key: KeyObject }, place: Place): string {
  const [version, keyId, value, ...rest] = sealed.split('.')
  try {
    if (version !== 'p1' || keyId !== person.id || !value || rest.length > 0) throw new Error('not this key')
    return decrypt(person.key, Buffer.from(value, 'base64url'), aadOf(place)).toString('utf8')
  } catch (cause) {
    const where = `${place.table}.${place.column} of row ${place.rowId}`
    throw new SealError(`The personal data in ${where} was changed or moved, or belongs to another key.`, {
      cause,
    })
  }
}
