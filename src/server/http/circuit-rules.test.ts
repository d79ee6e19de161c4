import { expect, it } from 'vitest'
import { adapterErrorKinds } from '../adapters/errors.ts'
import { pauseAfterClosing, trips, verdictOn } from './circuit-rules.ts'

it('opens on five failures when at least half of the calls failed', () => {
  expect(trips({ succeeded: 0, failed: 4 })).toBe(false)
  expect(trips({ succeeded: 0, failed: 5 })).toBe(true)
  expect(trips({ succeeded: 5, failed: 5 })).toBe(true)
  expect(trips({ succeeded: 6, failed: 5 })).toBe(false)
})

it('takes an answer for an answer, and isolates only on a refused sign-in', () => {
  const verdicts = Object.fromEntries(
    [...adapterErrorKinds, 'ok', 'abandoned'].map((o) => [o, verdictOn(o as 'ok')]),
  )
  expect(verdicts).toEqual({
    ok: 'success',
    abandoned: 'ignore',
    rate_limited: 'ignore',
    unauthenticated: 'isolate',
    token_expired: 'ignore',
    forbidden: 'success',
    not_found: 'success',
    invalid_request: 'success',
    business_rule: 'success',
    compliance: 'success',
    unreachable: 'failure',
    timeout: 'failure',
    dns: 'failure',
    tls: 'failure',
    unavailable: 'failure',
    invalid_response: 'failure',
  })
})

it('slows calls for a minute after closing', () => {
  expect([null, 0, 19_999, 20_000, 59_999, 60_000].map(pauseAfterClosing)).toEqual([
    0, 1000, 1000, 200, 200, 0,
  ])
})
