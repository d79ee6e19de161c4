import { createSecretKey } from 'node:crypto'
import { cipher, decrypt, encrypt, type KeyRing } from './key-ring.ts'
import { randomSlice } from './random-slice.ts'

/** The one cell a sealed value belongs to. Anywhere else it doesn't open. */
export type Place = { table: string; column: string; rowId: string; tenantId: string }

/**
 * Envelope encryption of single values. Every value has a random data key; the data key is wrapped by the active master
 * key. Text form: `v1.<master key id>.<wrapped data key>.<value>`, the last two base64url of nonce, tag and ciphertext.
 * Both layers are bound to the value's place.
 */
export type Sealer = {
  seal(plaintext: string, place: Place): string
  /** @throws {SealError} */
  open(sealed: string, place: Place): string
  /** The same value under the active master key, without the plaintext ever appearing. @throws {SealError} */
  rewrap(sealed: string, place: Place): string
}

/** A sealed value that doesn't open. The message names the place and the reason, never the value. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

export function createSealer(ring: KeyRing): Sealer {
  return {
    seal(plaintext, place) {
      const aad = aadOf(place)
      const dataKey = randomSlice(cipher.keyBytes)
      const value = encrypt(createSecretKey(dataKey), Buffer.from(plaintext, 'utf8'), aad)
      const { keyId, wrapped } = ring.wrap(dataKey, aad)
      return format(keyId, wrapped, value)
    },
    open(sealed, place) {
      const { keyId, wrapped, value } = parse(sealed, place)
      return attempt(place, ring, keyId, () => {
        const aad = aadOf(place)
        const dataKey = createSecretKey(ring.unwrap({ keyId, wrapped }, aad))
        return decrypt(dataKey, value, aad).toString('utf8')
      })
    },
    rewrap(sealed, place) {
      const { keyId, wrapped, value } = parse(sealed, place)
      if (keyId === ring.activeId) return sealed
      return attempt(place, ring, keyId, () => {
        const aad = aadOf(place)
        const renewed = ring.wrap(ring.unwrap({ keyId, wrapped }, aad), aad)
        return format(renewed.keyId, renewed.wrapped, value)
      })
    },
  }
}

/** @returns the id of the master key a value needs, for counting what is left before a key is dropped */
export function keyIdOf(sealed: string): string {
  return sealed.split('.')[1] ?? ''
}

function format(keyId: string, wrapped: Buffer, value: Buffer): string {
  return ['v1', keyId, wrapped.toString('base64url'), value.toString('base64url')].join('.')
}

function parse(sealed: string, place: Place): { keyId: string; wrapped: Buffer; value: Buffer } {
  const [version, keyId, wrappedText, valueText, ...rest] = sealed.split('.')
  if (version === 'v1' && keyId && wrappedText && valueText && rest.length === 0) {
    const [wrapped, value] = [fromBase64url(wrappedText), fromBase64url(valueText)]
    if (wrapped && value) return { keyId, wrapped, value }
  }
  throw damaged(place)
}

/** For a value that doesn't have the form of one. */
export function damaged(place: Place): SealError {
  return new SealError(`The sealed value in ${words(place)} is damaged. Enter it again.`)
}

/** Node skips what isn't base64url; two texts must never mean the same value. */
function fromBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

/** Opens what needs the master key `keyId`. @throws {SealError} when it is missing, or `open` throws */
export function attempt<T>(place: Place, ring: KeyRing, keyId: string, open: () => T): T {
  if (!ring.ids.includes(keyId)) {
    const missing = `needs the master key "${keyId}", which is not in CAIRN_MASTER_KEYS. Add it after the active one.`
    throw new SealError(`The sealed value in ${words(place)} ${missing}`)
  }
  try {
    return open()
  } catch (cause) {
    throw new SealError(`The sealed value in ${words(place)} was changed or moved. Enter it again.`, {
      cause,
    })
  }
}

/** A place as the text a ciphertext is bound to. @throws {SealError} when an id is empty or has "|" in it */
export function aadOf({ table, column, rowId, tenantId }: Place): string {
  const parts = [table, column, rowId, tenantId]
  if (parts.some((part) => part === '' || part.includes('|'))) {
    throw new SealError('A place is named by four ids without "|".')
  }
  return [...parts, 'v1'].join('|')
}

function words({ table, column, rowId }: Place): string {
  return `${table}.${column} of row ${rowId}`
}
