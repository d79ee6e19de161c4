import { expect, test } from 'vitest'
import { readDataError, readSignInError } from './errors.ts'

const answer = (status: number, text = '') => ({ status, headers: new Headers(), text })

test.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [422, undefined],
  [429, undefined],
  [503, undefined],
])('HTTP %i is %s, or keeps the meaning of its status', (status, kind) => {
  expect(readDataError(answer(status))?.kind).toBe(kind)
})

test.each([400, 401, 403])(
  'at sign-in, HTTP %i is about what was typed in; only the code is passed on',
  (status) => {
    const said = readSignInError(answer(status, '{"error":"access_denied","error_description":"id s3cret"}'))
    expect(said).toMatchObject({ kind: 'unauthenticated', vendorCode: 'access_denied' })
    expect(JSON.stringify(said)).not.toContain('s3cret')
  },
)

test.each([408, 429, 500, 503])('at sign-in, HTTP %i is not blamed on the credentials', (status) => {
  expect(readSignInError(answer(status))).toBeNull()
})
