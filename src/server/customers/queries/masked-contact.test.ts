import { expect, test } from 'vitest'
import type { CustomerProfile } from '../profile.ts'
import { maskContact } from './masked-contact.ts'

const mask = (given: Partial<CustomerProfile>) =>
  maskContact({ firstName: null, lastName: null, email: null, phone: null, ...given } as CustomerProfile)

test('a name keeps the first word, an address its first letter and domain, a number its last two digits', () => {
  expect(
    mask({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.test', phone: '(415) 555-0142' }),
  ).toEqual({ name: 'Ada L.', email: 'a•••@example.test', phone: '•••42' })
})

test('what is missing stays missing, and what is no address is not shown at all', () => {
  expect(mask({})).toEqual({ name: null, email: null, phone: null })
  expect(mask({ firstName: 'Ada', email: 'none given' })).toMatchObject({ name: 'Ada', email: '•••' })
  expect(mask({ lastName: 'Lovelace', phone: 'no' })).toMatchObject({ name: 'Lovelace', phone: '•••' })
})
