import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { OverviewScreen } from '#components/overview/overview-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

export const metadata: Metadata = { title: 'Overview' }

type OverviewPageProps = { searchParams: Promise<{ store?: string | string[] }> }

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  await requirePageAccess('overview.read')
  const [{ store }, queryClient] = [await searchParams, serverQueryClient()]
  const { stores } = await queryClient.fetchQuery(serverTrpc.me.get.queryOptions())
  const storeId = stores.find(({ id }) => id === store)?.id
  // The first page after signing in comes with its figures: nothing moves under the eyes.
  await queryClient.prefetchQuery(serverTrpc.overview.get.queryOptions({ storeId }))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OverviewScreen />
    </HydrationBoundary>
  )
}
