import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('the order of keys does not matter, at any depth', () => {
  expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: null })).toBe('{"a":null,"b":[{"x":2,"y":1}]}')
})

test('the order of a list matters', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
})

test('any JSON value reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('what PostgreSQL cannot store becomes the replacement character', () => {
  expect(JSON.parse(canonicalJson('a\u0000b'))).toBe('a\ufffdb')
  expect(JSON.parse(canonicalJson({ name: '\ud800x' }))).toEqual({ name: '\ufffdx' })
})

test('a written-out escape is text and stays', () => {
  expect(JSON.parse(canonicalJson('\\u0000'))).toBe('\\u0000')
  expect(JSON.parse(canonicalJson('\\\u0000'))).toBe('\\\ufffd')
})

test('an emoji stays', () => {
  expect(JSON.parse(canonicalJson('🌿'))).toBe('🌿')
})

test('a key named __proto__ is a key', () => {
  expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}')
})
