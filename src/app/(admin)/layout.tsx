import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AppFrame } from '#components/layout/app-frame.tsx'
import { Providers } from '#components/layout/providers.tsx'
import { LateLayers } from '#components/ui/late-layers.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

/** Pages for signed-in people. Each page checks its own permission too: a layout isn't rendered on every visit. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requirePageAccess('account.use')
  const queryClient = serverQueryClient()
  await queryClient.fetchQuery(serverTrpc.me.get.queryOptions())
  return (
    <Providers>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AppFrame>{children}</AppFrame>
      </HydrationBoundary>
      <LateLayers />
    </Providers>
  )
}
