import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { env } from '#env'
import { clientAddress } from '#server/access/client-address.ts'
import { readSessionId } from '#server/access/session-cookie.ts'
import { createContext } from '#server/trpc/context.ts'
import { appRouter } from '#server/trpc/root.ts'
import { createQueryClient } from './query-client.ts'

/** The query client of one server render. */
export const serverQueryClient = cache(() => createQueryClient())

const requestContext = cache(async () => {
  const requestHeaders = await headers()
  return createContext({
    sessionId: await readSessionId(await cookies()),
    ip: clientAddress(requestHeaders, env.TRUSTED_PROXIES),
    userAgent: requestHeaders.get('user-agent') ?? '',
  })
})

/** The procedures, called in this process with the rights of whoever asked for the page. For prefetching. */
export const serverTrpc = createTRPCOptionsProxy({
  ctx: requestContext,
  router: appRouter,
  queryClient: serverQueryClient,
})
