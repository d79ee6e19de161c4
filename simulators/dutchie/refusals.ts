import { jsonReply, type Reply } from '../kit/http.ts'

/** Nothing in it, not even for a wrong key. */
export const unauthenticated = (): Reply => ({ status: 401, body: '' })

export const missingRole = (): Reply => ({ status: 403, body: '' })

export const unknownPath = (): Reply => ({ status: 404, body: '' })

/** A 400, in one of the five forms it may have. */
export type Refusals = {
  message(text: string): Reply
  property(name: string, text: string): Reply
  validator(name: string, text: string, value: string): Reply
  text(text: string): Reply
  empty(): Reply
}

export const badRequest: Refusals = {
  message: (message) => jsonReply(400, { message, propertyErrors: null }),
  property: (propertyName, propertyError) =>
    jsonReply(400, {
      message: 'The request is invalid.',
      propertyErrors: [{ propertyName, propertyError }],
    }),
  validator: (propertyName, errorMessage, attemptedValue) =>
    jsonReply(400, {
      isValid: false,
      errors: [{ propertyName, errorMessage, attemptedValue, severity: 0, errorCode: 'PredicateValidator' }],
      ruleSetsExecuted: ['default'],
    }),
  text: (body) => ({ status: 400, headers: { 'content-type': 'text/plain' }, body }),
  empty: () => ({ status: 400, body: '' }),
}

export function tooMany(perMinute: number, retryAfterSeconds: number | null): Reply {
  return jsonReply(
    429,
    {
      Message: `Too many requests - only ${perMinute} per minute allowed`,
      TraceId: '0HM2AFJV13H6F:00000001',
    },
    retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
  )
}
