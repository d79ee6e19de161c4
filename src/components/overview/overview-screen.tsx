'use client'
import { useQuery } from '@tanstack/react-query'
import { StackedBars } from '#components/charts/stacked-bars.tsx'
import { ConnectionTable } from '#components/connections-list/connection-table.tsx'
import { NoConnections } from '#components/connections-list/no-connections.tsx'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay, useMe } from '#trpc/use-me.ts'
import { NeedsPersonList } from './needs-person-list.tsx'
import { Totals } from './totals.tsx'

/** What needs a person, how every store stands, and the last day. */
export function OverviewScreen() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const mayConnect = useMay('connections.write')
  const { stores } = useMe()
  const overview = useQuery(trpc.overview.get.queryOptions({ storeId }))
  const { data } = overview
  const timeZone = stores.find((store) => store.id === storeId)?.timeZone ?? stores[0]?.timeZone ?? 'UTC'

  return (
    <>
      <PageHeader
        title="Overview"
        description="What needs a person, and how fresh every store is."
        actions={
          mayConnect && (
            <LinkButton href="/connections/new" look="primary">
              Connect store
            </LinkButton>
          )
        }
      />
      {overview.isError && data === undefined ? (
        <Card>
          <ErrorState
            title="The overview could not be loaded."
            message={messageOf(overview.error)}
            onRetry={() => void overview.refetch()}
          />
        </Card>
      ) : (
        <>
          {data === undefined ? (
            <Skeleton className="h-13 w-full rounded-card" />
          ) : (
            <NeedsPersonList needs={data.needsPerson} />
          )}
          <Totals totals={data?.totals} />
          <Card title="Stores and their POS" flush>
            <ConnectionTable rows={data?.connections} empty={<NoConnections />} />
          </Card>
          <StackedBars
            title="Syncs by hour"
            description="Ended syncs, last 24 h"
            series={[
              { key: 'succeeded', label: 'Succeeded', meaning: 'succeeded' },
              { key: 'failed', label: 'Failed', meaning: 'failed' },
            ]}
            points={data?.runsByHour.map(({ at, succeeded, failed }) => ({
              at,
              values: { succeeded, failed },
            }))}
            timeZone={timeZone}
            format={count}
          />
        </>
      )}
    </>
  )
}
