import { expect, it } from 'vitest'
import { readRateHeaders } from './rate-headers.ts'

const now = new Date('2026-07-14T12:00:00Z')
const seconds = now.getTime() / 1000

it.each([
  [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '30' }, 3, 30_000],
  [{ 'X-Rate-Limit-Remaining': '0', 'X-Rate-Limit-Reset': `${seconds + 5}` }, 0, 5_000],
  [{ 'ratelimit-remaining': '12', 'ratelimit-reset': `${now.getTime() + 1_500}` }, 12, 1_500],
  [{ 'ratelimit-remaining': '12', 'ratelimit-reset': 'Tue, 14 Jul 2026 12:01:00 GMT' }, 12, 60_000],
  [{ ratelimit: 'limit=100, remaining=7, reset=4' }, 7, 4_000],
  [{ ratelimit: '"burst";r=2;t=9' }, 2, 9_000],
  [{ 'x-ratelimit-remaining': '3' }, 3, null],
  [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': 'soon' }, 3, null],
  [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': `${seconds - 60}` }, 3, 0],
  [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '999999' }, 3, 86_400_000],
])('reads %j', (headers, remaining, resetMs) => {
  expect(readRateHeaders(new Headers(headers), now)).toEqual({ remaining, resetMs })
})

it.each([
  {},
  { 'x-ratelimit-limit': '10' },
  { 'x-ratelimit-remaining': 'many' },
  { 'x-ratelimit-remaining': '-1' },
])('reads nothing out of %j', (headers) => {
  expect(readRateHeaders(new Headers(headers as Record<string, string>), now)).toBeNull()
})
