import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { randomSlice } from './random-slice.ts'

/** AES-GCM with the sizes NIST SP 800-38D recommends: 96-bit random nonce, 128-bit tag. */
export const cipher = { name: 'aes-256-gcm', keyBytes: 32, ivBytes: 12, tagBytes: 16 } as const

/** A data key encrypted by a master key: nonce, tag and ciphertext in a row. */
export type WrappedKey = { keyId: string; wrapped: Buffer }

/**
 * Master keys: one that wraps, several that only unwrap what they wrapped before. Behind this interface a key management
 * service could stand as well.
 */
export type KeyRing = {
  activeId: string
  ids: readonly string[]
  wrap(dataKey: Buffer, aad: string): WrappedKey
  /** @throws when the key is not in the ring, or anything was changed */
  unwrap(key: WrappedKey, aad: string): Buffer
}

/**
 * Reads master keys from their setting.
 * @param text `id:key` pairs separated by commas; a key is 32 bytes in base64. The first is active.
 * @throws Error naming the pair that is wrong by its position or id, never by its key
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, KeyObject>()
  for (const [index, pair] of text.split(',').entries()) {
    const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+=*)\s*$/.exec(pair) ?? []
    if (id === undefined || encoded === undefined) {
      throw new Error(`Master key ${index + 1} is not written as id:base64.`)
    }
    const bytes = Buffer.from(encoded, 'base64')
    if (bytes.length !== cipher.keyBytes) throw new Error(`Master key "${id}" is not 32 bytes in base64.`)
    if (keys.has(id)) throw new Error(`Master key "${id}" is given twice.`)
    keys.set(id, createSecretKey(bytes))
  }
  return ringOf(keys)
}

function ringOf(keys: Map<string, KeyObject>): KeyRing {
  const ids = [...keys.keys()]
  const activeId = ids[0] ?? ''
  const keyOf = (id: string) => {
    const key = keys.get(id)
    if (!key)
      throw new Error(
        `The master key "${id}" is needed but not in CAIRN_MASTER_KEYS. Add it as a further key.`,
      )
    return key
  }
  return {
    activeId,
    ids,
    wrap: (dataKey, aad) => ({
      keyId: activeId,
      wrapped: encrypt(keyOf(activeId), dataKey, `${activeId}|${aad}`),
    }),
    unwrap: ({ keyId, wrapped }, aad) => decrypt(keyOf(keyId), wrapped, `${keyId}|${aad}`),
  }
}

/** @returns nonce, tag and ciphertext in a row */
export function encrypt(key: KeyObject, plain: Buffer, aad: string): Buffer {
  const iv = randomSlice(cipher.ivBytes)
  const sealing = createCipheriv(cipher.name, key, iv, { authTagLength: cipher.tagBytes }).setAAD(
    Buffer.from(aad),
  )
  const text = [sealing.update(plain), sealing.final()]
  return Buffer.concat([iv, sealing.getAuthTag(), ...text])
}

/** Reverses {@link encrypt}. @throws when key, additional data or any byte differs */
export function decrypt(key: KeyObject, box: Buffer, aad: string): Buffer {
  const iv = box.subarray(0, cipher.ivBytes)
  const tag = box.subarray(cipher.ivBytes, cipher.ivBytes + cipher.tagBytes)
  const opening = createDecipheriv(cipher.name, key, iv, { authTagLength: cipher.tagBytes })
    .setAAD(Buffer.from(aad))
    .setAuthTag(tag)
  return Buffer.concat([opening.update(box.subarray(cipher.ivBytes + cipher.tagBytes)), opening.final()])
}
