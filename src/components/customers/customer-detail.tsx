'use client'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { JsonView } from '#components/ui/json-view.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { CustomerHistory } from './customer-history.tsx'
import { CustomerOrders } from './customer-orders.tsx'
import { CustomerProfile } from './customer-profile.tsx'
import { CustomerStatusBadge } from './customer-status-badge.tsx'
import { EraseCustomer } from './erase-customer.tsx'
import { type CustomerView, useCustomer } from './use-customer.ts'

/** A customer in four views; in the side sheet and on their own page. */
export function CustomerDetail({ id }: { id: string }) {
  const query = useCustomer(id)
  const mayErase = useMay('customers.erase')
  const { data } = query
  if (query.isError && data === undefined) {
    return (
      <ErrorState
        title="This customer could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={12} />
  const { customer, store, connection, orders } = data
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted">
        <CustomerStatusBadge status={customer.status} erased={customer.erasedAt !== null} />
        <span>
          {store.name} · {connection.vendorName}
        </span>
        <span>
          changed <TimeAgo at={customer.changedAt} timeZone={store.timeZone} />
        </span>
      </div>
      <UrlTabs
        label="Views of the customer"
        parameter="view"
        tabs={[
          {
            id: 'profile',
            label: 'Profile',
            content: (
              <div className="flex flex-col gap-4">
                <CustomerProfile view={data} />
                {mayErase && customer.erasedAt === null && <EraseCustomer view={data} />}
              </div>
            ),
          },
          { id: 'orders', label: 'Orders', count: orders.length, content: <CustomerOrders view={data} /> },
          {
            id: 'history',
            label: 'History',
            content: <CustomerHistory id={id} timeZone={store.timeZone} />,
          },
          { id: 'source', label: 'As received', content: <CustomerSource view={data} /> },
        ]}
      />
    </div>
  )
}

function CustomerSource({ view: { source, store } }: { view: CustomerView }) {
  if (source === null) return <EmptyState title="Nothing is kept of this person" />
  return (
    <Card
      title="Source record"
      description={
        <>
          Version {source.version}, received <TimeAgo at={source.changedAt} timeZone={store.timeZone} />, kept
          encrypted
        </>
      }
    >
      <JsonView label="Payload of the source record" value={source.payload} />
    </Card>
  )
}
