'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { Suspense } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'

const EditStore = dynamic(() => import('./edit-store.tsx').then((file) => file.EditStore))
const StoreFacts = dynamic(() => import('./store-facts.tsx').then((file) => file.StoreFacts))

/** One store: to edit for those who may, to read for the rest. */
export function StoreDetail({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: store, error, refetch } = useQuery(trpc.stores.get.queryOptions({ id }))
  const mayWrite = useMay('stores.write')
  if (error && !store) {
    return (
      <ErrorState
        title="The store could not be loaded."
        message={messageOf(error)}
        onRetry={() => void refetch()}
      />
    )
  }
  return (
    <>
      <PageHeader
        title={store?.name ?? 'Store'}
        trail={[{ label: 'Stores', href: '/stores' }]}
        description={store && counted(store.connectionCount, 'connection')}
      />
      <Suspense fallback={<SkeletonText lines={8} />}>
        {store === undefined ? (
          <SkeletonText lines={8} />
        ) : mayWrite ? (
          <EditStore store={store} />
        ) : (
          <StoreFacts store={store} />
        )}
      </Suspense>
    </>
  )
}
