import { expect, test } from 'vitest'
import { mayRemove } from './removal-guard.ts'

test.each([
  ['a fifth of the products may go', { known: 100, missing: 20, read: 80 }, false, true],
  ['more than a fifth may not', { known: 100, missing: 21, read: 79 }, false, false],
  ['it may when a person has confirmed it', { known: 100, missing: 21, read: 79 }, true, true],
  ['of a handful any share may go', { known: 9, missing: 8, read: 1 }, false, true],
  ['nothing goes on an empty answer, confirmed or not', { known: 9, missing: 9, read: 0 }, true, false],
])('%s', (_title, counts, confirmed, expected) => {
  expect(mayRemove('products', counts, confirmed)).toBe(expected)
})

test('batches are used up by nature and may go in greater numbers', () => {
  expect(mayRemove('batches', { known: 100, missing: 70, read: 30 }, false)).toBe(true)
})
