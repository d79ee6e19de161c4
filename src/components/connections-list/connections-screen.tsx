'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback } from 'react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { ConnectionTable } from './connection-table.tsx'
import { NoConnections } from './no-connections.tsx'

/** Every connection of the chosen stores. */
export function ConnectionsScreen() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const mayConnect = useMay('connections.write')
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''))
  const connections = useQuery(trpc.connections.list.queryOptions({ storeId }))
  const changeSearch = useCallback((q: string) => void setSearch(q === '' ? null : q), [setSearch])

  const rows = connections.data?.filter((row) =>
    `${row.name} ${row.storeName} ${row.vendorName}`.toLowerCase().includes(search.toLowerCase()),
  )

  return (
    <>
      <PageHeader
        title="Connections"
        description="The POS of each store, and how fresh what Cairn has from it is."
        actions={
          mayConnect && (
            <LinkButton href="/connections/new" look="primary">
              Connect store
            </LinkButton>
          )
        }
      />
      {connections.data?.length !== 0 && (
        <SearchField label="Search connections" value={search} onChange={changeSearch} />
      )}
      <Card flush>
        <ConnectionTable
          rows={rows}
          error={
            connections.isError
              ? {
                  title: 'The connections could not be loaded.',
                  message: messageOf(connections.error),
                  onRetry: () => void connections.refetch(),
                }
              : undefined
          }
          empty={
            search === '' ? (
              <NoConnections />
            ) : (
              <EmptyState
                title={`No connection matches "${search}"`}
                action={<Button onClick={() => changeSearch('')}>Clear search</Button>}
              />
            )
          }
        />
      </Card>
    </>
  )
}
