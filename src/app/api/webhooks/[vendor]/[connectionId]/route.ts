import type { NextRequest } from 'next/server'
import { wakeConnections, wakeWithin } from '#server/jobs/enqueue.ts'
import { readStream } from '#server/webhooks/read-capped.ts'
import { processReceiver } from '#server/webhooks/receiver.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/**
 * Where vendors send notices. Nobody is signed in here: a delivery is proved by its own secret. 2xx means that it is
 * committed; anything else, that it was not taken and may be sent again.
 */
export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ vendor: string; connectionId: string }> },
): Promise<Response> {
  const { vendor, connectionId } = await params
  const { headers, body, nextUrl } = request
  const { status, retryAfter } = await processReceiver({ wake: wakeConnections, wakeWithin }).receive({
    vendor,
    connectionId,
    headers: Object.fromEntries(headers),
    query: nextUrl.searchParams,
    read: readStream(body),
  })
  return new Response(null, {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  })
}
