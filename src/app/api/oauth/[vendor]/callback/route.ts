import type { NextRequest } from 'next/server'
import { findIdentity } from '#server/access/session.ts'
import { readSessionId } from '#server/access/session-cookie.ts'
import { receiveCallback } from '#server/connections/oauth/receive-callback.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'

/** For the exchange with the vendor, tries included. It goes on when the browser has gone: a code is good only once. */
const timeLimitMs = 60_000

/** Where every vendor's consent page sends people back to. The address carries a code, so it is neither kept nor passed on. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ vendor: string }> },
): Promise<Response> {
  const { vendor } = await params
  const sessionId = await readSessionId(request.cookies)
  const identity = sessionId === null ? null : await findIdentity(pool, sessionId, systemClock.now())
  const answer = { vendor, query: request.nextUrl.searchParams }
  const location = await receiveCallback(pool, identity, answer, {
    signal: AbortSignal.timeout(timeLimitMs),
  })
  return new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })
}
