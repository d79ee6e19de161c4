import { expect, test } from 'vitest'
import { isOneOf } from './proof.ts'

test('Any of the secrets will do, in whatever place it stands', () => {
  expect(isOneOf('new', ['new', 'old'])).toBe(true)
  expect(isOneOf('old', ['new', 'old'])).toBe(true)
})

test.each([
  ['another', ['new', 'old']],
  ['ne', ['new']],
  ['new ', ['new']],
  ['', ['']],
  ['new', []],
])('"%s" is none of %j', (given, expected) => {
  expect(isOneOf(given, expected)).toBe(false)
})
