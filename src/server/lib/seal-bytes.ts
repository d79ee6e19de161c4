import { createSecretKey, type KeyObject } from 'node:crypto'
import { cipher, decrypt, encrypt, type KeyRing } from './key-ring.ts'
import { randomSlice } from './random-slice.ts'
import { aadOf, attempt, damaged, type Place } from './seal.ts'

/**
 * Envelope encryption of bytes that come in masses. As `Sealer`, but a data key serves the values of a tenant's column for
 * an hour, so that only the value itself is left to encrypt. A value is bound to its place, a data key to the column.
 * Form: a byte `2`, the length of the master key's id, that id, the wrapped data key, and nonce, tag and ciphertext.
 */
export type ByteSealer = {
  sealBytes(plain: Buffer, place: Place): Buffer
  /** @throws {SealError} */
  openBytes(sealed: Buffer, place: Place): Buffer
}

/** The first byte: no text begins with it. */
const version = 2

/** Nonces are random: a key may have four billion of them, which is a million a second for an hour. */
const keptMs = 3_600_000

const wrappedBytes = cipher.ivBytes + cipher.tagBytes + cipher.keyBytes

type DataKey = { key: KeyObject; head: Buffer }

export function createByteSealer(ring: KeyRing): ByteSealer {
  const keys = new Map<string, DataKey>()
  let until = 0

  function keyFor(aad: string): DataKey {
    const now = Date.now()
    if (now >= until) {
      keys.clear()
      until = now + keptMs
    }
    const found = keys.get(aad) ?? newKey(ring, aad)
    keys.set(aad, found)
    return found
  }

  return {
    sealBytes(plain, place) {
      const { key, head } = keyFor(keyAad(place))
      return Buffer.concat([head, encrypt(key, plain, aadOf(place))])
    },
    openBytes(sealed, place) {
      const [first, idBytes = 0] = sealed
      const [wrappedAt, valueAt] = [2 + idBytes, 2 + idBytes + wrappedBytes]
      if (first !== version || sealed.length < valueAt + cipher.ivBytes + cipher.tagBytes)
        throw damaged(place)
      const keyId = sealed.toString('latin1', 2, wrappedAt)
      return attempt(place, ring, keyId, () => {
        const dataKey = ring.unwrap({ keyId, wrapped: sealed.subarray(wrappedAt, valueAt) }, keyAad(place))
        return decrypt(createSecretKey(dataKey), sealed.subarray(valueAt), aadOf(place))
      })
    },
  }
}

/** Whether bytes were sealed by a {@link ByteSealer}, and are not the text of a `Sealer`. */
export const isSealedBytes = (sealed: Buffer): boolean => sealed[0] === version

/** What a data key is bound to: every row of the column, of one tenant. */
const keyAad = (place: Place) => aadOf({ ...place, rowId: '*' })

function newKey(ring: KeyRing, aad: string): DataKey {
  const dataKey = randomSlice(cipher.keyBytes)
  const { keyId, wrapped } = ring.wrap(dataKey, aad)
  return {
    key: createSecretKey(dataKey),
    head: Buffer.concat([Buffer.from([version, keyId.length]), Buffer.from(keyId, 'latin1'), wrapped]),
  }
}
