import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { StoreDetail } from '#components/stores/store-detail.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

export const metadata: Metadata = { title: 'Store' }

export default async function StorePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('stores.read')
  const { id } = await params
  const queryClient = serverQueryClient()
  await queryClient.prefetchQuery(serverTrpc.stores.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StoreDetail id={id} />
    </HydrationBoundary>
  )
}
