import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseKeyRing } from './key-ring.ts'
import { createSealer, keyIdOf, type Place, SealError } from './seal.ts'

const key = () => randomBytes(32).toString('base64')
const [k0, k1] = [key(), key()]
const place: Place = { table: 'connection_secret', column: 'sealed', rowId: 'row-1', tenantId: 'tenant-1' }
const sealer = createSealer(parseKeyRing(`k1:${k1}`))

describe('createSealer', () => {
  it('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sealer.open(sealer.seal(text, place), place)).toBe(text.toWellFormed())
      }),
    )
  })

  it('never seals twice alike and never shows the value', () => {
    const [first, second] = [sealer.seal('hunter2-hunter2', place), sealer.seal('hunter2-hunter2', place)]
    expect(first).not.toBe(second)
    expect(first).not.toContain('hunter2')
    expect(Buffer.from(first.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('hunter2')
  })

  it('refuses a value in which any single character was changed', () => {
    const sealed = sealer.seal('demo-key', place)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
    for (let index = 0; index < sealed.length; index += 1) {
      for (const character of alphabet) {
        if (sealed[index] === character) continue
        const changed = sealed.slice(0, index) + character + sealed.slice(index + 1)
        expect(() => sealer.open(changed, place), `character ${index} as ${character}`).toThrow(SealError)
      }
    }
  })

  it('refuses a value that was cut or lengthened', () => {
    const sealed = sealer.seal('demo-key', place)
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => sealer.open(sealed.slice(0, length), place)).toThrow(SealError)
    }
    for (const tail of ['A', '=', '.', ' ', '.AAAA'])
      expect(() => sealer.open(sealed + tail, place)).toThrow(SealError)
  })

  it('refuses a value moved to another table, column, row or tenant', () => {
    const sealed = sealer.seal('demo-key', place)
    for (const part of ['table', 'column', 'rowId', 'tenantId'] as const) {
      expect(() => sealer.open(sealed, { ...place, [part]: 'another' })).toThrow(/changed or moved/)
      expect(() =>
        createSealer(parseKeyRing(`k2:${k0},k1:${k1}`)).rewrap(sealed, { ...place, [part]: 'another' }),
      ).toThrow(SealError)
    }
  })

  it('does not confuse places whose parts run together', () => {
    expect(() => sealer.seal('demo-key', { ...place, rowId: 'row-1|tenant-1' })).toThrow(SealError)
  })

  it('opens with a decrypt-only key and seals with the active one', () => {
    const old = createSealer(parseKeyRing(`k0:${k0}`)).seal('demo-key', place)
    const rotated = createSealer(parseKeyRing(`k1:${k1},k0:${k0}`))
    expect(rotated.open(old, place)).toBe('demo-key')
    expect(keyIdOf(rotated.seal('demo-key', place))).toBe('k1')
  })

  it('rewraps a value so that the old key can be dropped', () => {
    const old = createSealer(parseKeyRing(`k0:${k0}`)).seal('demo-key', place)
    const renewed = createSealer(parseKeyRing(`k1:${k1},k0:${k0}`)).rewrap(old, place)
    expect(keyIdOf(old)).toBe('k0')
    expect(keyIdOf(renewed)).toBe('k1')
    expect(renewed.split('.')[3]).toBe(old.split('.')[3])
    expect(sealer.open(renewed, place)).toBe('demo-key')
    expect(sealer.rewrap(renewed, place)).toBe(renewed)
  })

  it('names the key that is missing', () => {
    const sealed = createSealer(parseKeyRing(`k0:${k0}`)).seal('demo-key', place)
    expect(() => sealer.open(sealed, place)).toThrow(/"k0", which is not in CAIRN_MASTER_KEYS/)
  })

  it('refuses the right key id with the wrong key', () => {
    const sealed = sealer.seal('demo-key', place)
    expect(() => createSealer(parseKeyRing(`k1:${k0}`)).open(sealed, place)).toThrow(SealError)
  })
})

describe('parseKeyRing', () => {
  it('takes the first key as the active one', () => {
    const ring = parseKeyRing(`k1:${k1}, k0:${k0}`)
    expect(ring.activeId).toBe('k1')
    expect(ring.ids).toEqual(['k1', 'k0'])
  })

  it.each([
    ['nothing', ''],
    ['a key without an id', k1],
    ['a short key', `k1:${randomBytes(16).toString('base64')}`],
    ['an id used twice', `k1:${k1},k1:${k0}`],
    ['an id with a dot', `k.1:${k1}`],
  ])('refuses %s without showing a key', (_name, text) => {
    expect(() => parseKeyRing(text)).toThrow(/Master key/)
    try {
      parseKeyRing(text)
    } catch (error) {
      expect(String(error)).not.toContain(k1)
    }
  })
})
