import { expect, test } from 'vitest'
import { readDataError, readSignInError } from './errors.ts'

const read = (status: number, text = '') => readDataError({ status, headers: new Headers(), text })

test.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
] as const)('an empty %i is %s', (status, kind) => {
  expect(read(status)?.kind).toBe(kind)
})

test.each([
  ['a message', '{"message":"Date range too long"}', undefined],
  [
    'a message with properties',
    '{"message":"Bad","propertyErrors":[{"propertyName":"FromDate"}]}',
    'FromDate',
  ],
  ['a report in Pascal case', '{"Errors":[{"errorCode":"NotEmptyValidator"}]}', 'NotEmptyValidator'],
  ['plain text', 'Something was wrong with secret-key-123', undefined],
  ['nothing', '', undefined],
])('a 400 with %s is an invalid request and repeats nothing of it', (_, text, code) => {
  const failure = read(400, text)
  expect(failure?.kind).toBe('invalid_request')
  expect(failure?.vendorCode).toBe(code)
  expect(failure?.message).not.toContain('secret-key-123')
})

test('too many calls and failing servers keep their standard meaning', () => {
  expect(read(429, '{"Message":"Rate limit"}')).toBeNull()
  expect(read(503)).toBeNull()
  expect(readSignInError({ status: 429, headers: new Headers(), text: '' })).toBeNull()
  expect(readSignInError({ status: 400, headers: new Headers(), text: '' })?.kind).toBe('unauthenticated')
})
