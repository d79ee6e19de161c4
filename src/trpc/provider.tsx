'use client'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import type { AppRouter } from '#server/trpc/root.ts'
import { TRPCProvider } from './client.ts'
import { createQueryClient, type ErrorSink } from './query-client.ts'

const url = '/api/trpc'
/** Longer addresses are refused by some proxies; a batch over this is split. */
const maxURLLength = 2000

/** Queries that ask for people by name or contact: sent in a body, for addresses end up in logs and histories. */
const personalPaths = ['customers.list']

let browserClient: QueryClient | undefined

/** One query client a browser tab; on the server a fresh one for each request, so that no person sees another's. */
function queryClientFor(onError: ErrorSink): QueryClient {
  if (typeof window === 'undefined') return createQueryClient()
  browserClient ??= createQueryClient(onError)
  return browserClient
}

/** Queries, mutations and live streams for everything inside. */
export function DataProvider({ onError, children }: { onError: ErrorSink; children: ReactNode }) {
  const queryClient = queryClientFor(onError)
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (operation) => operation.type === 'subscription',
          true: httpSubscriptionLink({ url, transformer: superjson }),
          false: splitLink({
            condition: ({ path }) => personalPaths.includes(path),
            true: httpLink({ url, transformer: superjson, methodOverride: 'POST' }),
            false: httpBatchLink({ url, transformer: superjson, maxURLLength }),
          }),
        }),
      ],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
