import { NextRequest } from 'next/server'
import { afterAll, expect, it } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { GET } from './route.ts'

afterAll(() => pool.end())

it('answers whoever is signed out with the way to sign in, and lets nothing of the address be kept', async () => {
  const url = 'https://cairn.example/api/oauth/anypos/callback?code=c-1&state=s-1&hmac=h-1'
  const answer = await GET(new NextRequest(url), { params: Promise.resolve({ vendor: 'anypos' }) })
  expect(answer.status).toBe(303)
  expect(Object.fromEntries(answer.headers)).toEqual({
    location: `/sign-in?callbackUrl=${encodeURIComponent('/connections/new?problem=signed_out')}`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
})
