import { expect, test } from 'vitest'
import { readDataError } from './errors.ts'

const answer = (status: number, message = 'said') => ({
  status,
  headers: new Headers(),
  text: JSON.stringify({ error: 'Some word', message, status }),
})

test.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [400, 'invalid_request'],
  [429, undefined],
  [500, undefined],
])('HTTP %i is %s, or keeps the meaning of its status', (status, kind) => {
  expect(readDataError(answer(status))?.kind).toBe(kind)
})

test('a missing permission is named, because a person has to ask for it by name', () => {
  const said = readDataError(answer(403, 'Partner key does not have PERFORM_RECONCILIATION permission'))
  expect(said).toMatchObject({ kind: 'forbidden', vendorCode: 'PERFORM_RECONCILIATION' })
  expect(said?.message).toContain('PERFORM_RECONCILIATION')
})

test.each([
  ['Date range cannot exceed 7 days', 'DATE_RANGE'],
  ['startDate is required', 'DATE_REQUIRED'],
  ['limit is not valid', undefined],
])('a 400 with "%s" has the code %s', (message, vendorCode) => {
  expect(readDataError(answer(400, message))?.vendorCode).toBe(vendorCode)
})

test('what BLAZE says itself is never passed on, nor needed', () => {
  expect(JSON.stringify(readDataError(answer(401, 'Invalid key s3cret-key')))).not.toContain('s3cret')
  expect(readDataError({ status: 403, headers: new Headers(), text: '<html>' })).toMatchObject({
    kind: 'forbidden',
    message: 'BLAZE does not let this key read this.',
  })
})
