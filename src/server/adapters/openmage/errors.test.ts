import { expect, test } from 'vitest'
import { readFault, readSignInFault } from './errors.ts'

test.each([
  ['0', 'unavailable'],
  ['1', 'unavailable'],
  ['2', 'forbidden'],
  ['3', 'invalid_request'],
  ['4', 'invalid_request'],
  ['5', 'token_expired'],
  ['6', 'invalid_request'],
  ['100', 'not_found'],
  ['102', 'not_found'],
])('fault %s is %s', (code, kind) => {
  expect(readFault({ code })).toMatchObject({ kind, vendorCode: code })
})

test.each(['Client', 'Server', '', '7', '1000', 'secret-key'])(
  '"%s" is not one of the shop’s numbers',
  (code) => {
    expect(readFault({ code })).toBeNull()
  },
)

test('a login that is denied is a wrong sign-in, not a missing permission', () => {
  expect(readSignInFault({ code: '2' })).toMatchObject({ kind: 'unauthenticated' })
  expect(readSignInFault({ code: '1' })).toMatchObject({ kind: 'unavailable' })
})
