import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { env } from '#env'
import { clientAddress } from '#server/access/client-address.ts'
import { isSameOrigin } from '#server/access/same-origin.ts'
import { readSessionId } from '#server/access/session-cookie.ts'
import { logger } from '#server/lib/logger.ts'
import { createContext } from '#server/trpc/context.ts'
import { appRouter } from '#server/trpc/root.ts'

/** Queries and mutations as JSON, subscriptions as server-sent events. */
async function handler(request: NextRequest): Promise<Response> {
  if (request.method === 'POST') {
    const isJson = request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json'
    if (!isJson || !isSameOrigin(request.headers, env.APP_URL)) {
      return Response.json({ message: 'Only pages of this site may send this.' }, { status: 403 })
    }
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Queries about people come in a body, so that no log of addresses names anybody.
    allowMethodOverride: true,
    createContext: async () =>
      createContext({
        sessionId: await readSessionId(request.cookies),
        ip: clientAddress(request.headers, env.TRUSTED_PROXIES),
        userAgent: request.headers.get('user-agent') ?? '',
      }),
    onError: ({ error, path, type, ctx }) => {
      if (error.code !== 'INTERNAL_SERVER_ERROR') return
      logger.error({ error: error.cause ?? error, path, type, requestId: ctx?.requestId }, 'a request failed')
    },
  })
}

export { handler as GET, handler as POST }
