import { expect, test } from 'vitest'
import { normalizeEmail, normalizeName, normalizePhone } from './normalize-contact.ts'

test('an e-mail address is the same however its letters are cased, and words without @ are none', () => {
  expect(normalizeEmail('  Ada@Example.TEST ')).toBe('ada@example.test')
  expect(normalizeEmail('ada')).toBeNull()
})

test('a phone number is its digits, with or without the country code', () => {
  for (const text of ['+1 (415) 555-0142', '415.555.0142', '14155550142', '４１５ ５５５ ０１４２'])
    expect(normalizePhone(text), text).toBe('4155550142')
  expect(normalizePhone('+44 20 7946 0958')).toBe('442079460958')
  expect(normalizePhone('12-34')).toBeNull()
})

test('a name is its words, whichever comes first', () => {
  expect(normalizeName('Lovelace,  ADA')).toBe(normalizeName('ada lovelace'))
  expect(normalizeName('José')).toBe(normalizeName('Jose\u0301'))
  expect(normalizeName(' , ')).toBeNull()
})
