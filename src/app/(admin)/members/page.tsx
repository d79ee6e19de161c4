import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { MembersScreen } from '#components/members/members-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  await requirePageAccess('members.read')
  const queryClient = serverQueryClient()
  await Promise.all([
    queryClient.prefetchQuery(serverTrpc.members.list.queryOptions()),
    queryClient.prefetchQuery(serverTrpc.members.invitations.queryOptions()),
  ])
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MembersScreen />
    </HydrationBoundary>
  )
}
