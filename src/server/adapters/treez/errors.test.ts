import { expect, test } from 'vitest'
import { dataReaders, newerApiReaders, signInReaders } from './errors.ts'

const fail = (resultReason: string | null) => ({
  resultCode: 'FAIL',
  resultReason,
  resultDetail: 'key=s3cret',
  data: null,
})
const answer = (status: number, body: unknown) => ({
  status,
  headers: new Headers(),
  text: typeof body === 'string' ? body : JSON.stringify(body),
})
const spikeArrest = {
  fault: {
    faultstring: 'Spike arrest violation. Allowed rate : 10ps',
    detail: { errorcode: 'policies.ratelimit.SpikeArrestViolation' },
  },
}

test.each([
  [401, fail('Full authentication is required to access this resource'), 'unauthenticated'],
  [401, '', 'unauthenticated'],
  [403, '<html>', 'forbidden'],
  [400, fail('INVALID_ACTIVE_PARAMETER'), 'invalid_request'],
  [400, fail('INDEX_PAGE_MUST_BE_GREATER_THAN_ZERO'), 'invalid_request'],
  [404, fail('PRODUCT_NOT_FOUND'), 'not_found'],
  [404, fail('CUSTOMER_DOESNT_EXIST'), 'not_found'],
  [400, fail('FAILED_TO_BUILD_RESPONSE'), 'unavailable'],
  [400, fail('CANNOT_MODIFY_TICKET'), 'business_rule'],
  [500, spikeArrest, 'rate_limited'],
  [429, spikeArrest, 'rate_limited'],
])('HTTP %i with %j is %s', (status, body, kind) => {
  expect(dataReaders.readError(answer(status, body))?.kind).toBe(kind)
})

test.each([
  [429, '429 - OVER LIMIT'],
  [502, '<html>Bad gateway</html>'],
  [400, 'not JSON'],
])('HTTP %i with %j keeps the standard meaning of its status', (status, body) => {
  expect(dataReaders.readError(answer(status, body))).toBeNull()
})

test.each([
  [fail('INVALID_REQUEST'), 'invalid_request'],
  [fail('NOT_FOUND'), 'not_found'],
  [fail(null), 'unauthenticated'],
  [spikeArrest, 'rate_limited'],
  [fail('SOMETHING_NEW'), 'invalid_response'],
])('a 200 with %j is %s', (body, kind) => {
  expect(dataReaders.readEnvelope(body)?.kind).toBe(kind)
})

test.each([{ resultCode: 'SUCCESS', data: {} }, { data: [] }, [], null, 'text'])(
  'a 200 with %j is no failure',
  (body) => {
    expect(dataReaders.readEnvelope(body)).toBeNull()
  },
)

test.each([
  [400, fail('INVALID_REQUEST')],
  [401, ''],
  [403, fail('INVALID_API_KEY')],
  [404, fail('NOT_FOUND')],
])('at sign-in, HTTP %i with %j is about what was typed in', (status, body) => {
  expect(signInReaders.readError(answer(status, body))?.kind).toBe('unauthenticated')
})

test('at sign-in, trouble at Treez is not blamed on the credentials', () => {
  expect(signInReaders.readError(answer(503, fail('INTERNAL_ERROR')))).toBeNull()
  expect(signInReaders.readError(answer(500, spikeArrest))?.kind).toBe('rate_limited')
  expect(signInReaders.readEnvelope(fail('INTERNAL_ERROR'))?.kind).toBe('unavailable')
  expect(signInReaders.readEnvelope(fail('INVALID_API_KEY'))?.kind).toBe('unauthenticated')
})

test('the newer API refusing the token closes that API, not the sign-in', () => {
  expect(newerApiReaders.readError(answer(401, ''))?.kind).toBe('token_expired')
  expect(newerApiReaders.readError(answer(404, fail('NOT_FOUND')))?.kind).toBe('not_found')
})

test('codes are passed on, free text never', () => {
  const said = dataReaders.readEnvelope(fail('INVALID_REQUEST'))
  expect(said?.vendorCode).toBe('INVALID_REQUEST')
  const free = dataReaders.readEnvelope(fail('Invalid apikey s3cret for client'))
  expect(JSON.stringify([said, free])).not.toContain('s3cret')
})
