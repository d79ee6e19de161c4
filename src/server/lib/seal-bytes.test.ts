import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { parseKeyRing } from './key-ring.ts'
import { type Place, SealError } from './seal.ts'
import { createByteSealer, isSealedBytes } from './seal-bytes.ts'

const key = () => randomBytes(32).toString('base64')
const [k0, k1] = [key(), key()]
const place: Place = {
  table: 'webhook_delivery',
  column: 'sealed_body',
  rowId: 'row-1',
  tenantId: 'tenant-1',
}
const sealer = createByteSealer(parseKeyRing(`k1:${k1}`))
const plain = Buffer.from('{"name":"Quiet Harbor"}')

test('bytes come back as they were, whatever they are, in another process too', () => {
  const another = createByteSealer(parseKeyRing(`k0:${k0},k1:${k1}`))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const sealed = sealer.sealBytes(Buffer.from(bytes), place)
      expect(isSealedBytes(sealed)).toBe(true)
      expect(new Uint8Array(another.openBytes(sealed, place))).toEqual(bytes)
    }),
  )
})

test('equal bytes are never sealed alike, and nothing of them shows', () => {
  const [first, second] = [sealer.sealBytes(plain, place), sealer.sealBytes(plain, place)]
  expect(first.equals(second)).toBe(false)
  expect(first.includes('Quiet')).toBe(false)
})

test('what was changed, cut, lengthened or moved to another place does not open', () => {
  const sealed = sealer.sealBytes(plain, place)
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => sealer.openBytes(changed, place), `byte ${index}`).toThrow(SealError)
    expect(() => sealer.openBytes(sealed.subarray(0, index), place), `${index} bytes`).toThrow(SealError)
  }
  expect(() => sealer.openBytes(Buffer.concat([sealed, Buffer.from([0])]), place)).toThrow(SealError)
  for (const part of ['table', 'column', 'rowId', 'tenantId'] as const)
    expect(() => sealer.openBytes(sealed, { ...place, [part]: 'another' }), part).toThrow(SealError)
})

test('a data key serves a tenant’s column for an hour and nobody else', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const own = createByteSealer(parseKeyRing(`k1:${k1}`))
    const wrapped = (at: Partial<Place> = {}) =>
      own
        .sealBytes(plain, { ...place, ...at })
        .subarray(4, 64)
        .toString('hex')
    const first = wrapped()
    expect(wrapped({ rowId: 'row-2' })).toBe(first)
    expect(wrapped({ tenantId: 'tenant-2' })).not.toBe(first)
    expect(wrapped({ column: 'another' })).not.toBe(first)
    vi.setSystemTime(Date.now() + 3_600_001)
    expect(wrapped()).not.toBe(first)
  } finally {
    vi.useRealTimers()
  }
})

test('after a change of the master key the old one opens what it sealed; without it the message names what is missing', () => {
  const old = createByteSealer(parseKeyRing(`k0:${k0}`)).sealBytes(plain, place)
  expect(createByteSealer(parseKeyRing(`k1:${k1},k0:${k0}`)).openBytes(old, place)).toEqual(plain)
  expect(() => sealer.openBytes(old, place)).toThrow(/needs the master key "k0"/)
})
