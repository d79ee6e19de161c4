import { expect, test } from 'vitest'
import { readDataError, readSignInError } from './errors.ts'

const answer = (status: number, body: unknown) => ({
  status,
  headers: new Headers(),
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

test.each([
  [400, { error: 'invalid_grant', error_description: 'p4ss is wrong' }, 'unauthenticated', 'invalid_grant'],
  [401, { error: 'invalid_client' }, 'unauthenticated', 'invalid_client'],
  [400, { error: 'unsupported_grant_type' }, 'invalid_request', 'unsupported_grant_type'],
  [401, 'no JSON', 'unauthenticated', undefined],
  [400, { error: 'The password p4ss is wrong' }, 'unauthenticated', undefined],
])('a sign-in answered %i %j is %s', (status, body, kind, vendorCode) => {
  const failure = readSignInError(answer(status, body))
  expect([failure?.kind, failure?.vendorCode]).toEqual([kind, vendorCode])
  expect(JSON.stringify(failure)).not.toContain('p4ss')
})

test.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [429, 'rate_limited'],
  [500, 'unavailable'],
])('%i of a data service is %s, in our words', (status, kind) => {
  const failure = readDataError(answer(status, { Message: 'their own words' }))
  expect(failure?.kind).toBe(kind)
  expect(failure?.message).not.toContain('their own words')
})

test('statuses with no meaning of their own keep the standard one', () => {
  expect(readSignInError(answer(503, ''))).toBeNull()
  expect(readDataError(answer(502, ''))).toBeNull()
})
