import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { StoresTable } from '#components/stores/stores-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { may } from '#server/access/permissions.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

export const metadata: Metadata = { title: 'Stores' }

export default async function StoresPage() {
  const { membership } = await requirePageAccess('stores.read')
  const mayAdd = may(membership.role, 'stores.write') && membership.storeIds === null
  const queryClient = serverQueryClient()
  await queryClient.prefetchQuery(serverTrpc.stores.list.queryOptions())
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title="Stores"
        description="The places you sell at. Each has its hours, its time zone and its connections."
        actions={
          mayAdd && (
            <LinkButton href="/stores/new" look="primary" icon={<Plus />}>
              Add store
            </LinkButton>
          )
        }
      />
      <Card flush>
        <StoresTable />
      </Card>
    </HydrationBoundary>
  )
}
