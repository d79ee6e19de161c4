'use client'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { exactTime } from '#lib/time.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { OrderHistory } from './order-history.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderStatusBadge } from './order-status-badge.tsx'
import { type OrderView, useOrder } from './use-order.ts'
import { fulfilmentWords } from './words.ts'

/** An order and its history; in the side sheet and on its own page. */
export function OrderDetail({ id }: { id: string }) {
  const query = useOrder(id)
  const { data } = query
  if (query.isError && data === undefined) {
    return (
      <ErrorState
        title="This order could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={12} />
  const { order, store, connection } = data
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted">
        <OrderStatusBadge status={order.status} />
        <span>{fulfilmentWords[order.fulfilment]}</span>
        <span>
          {store.name} · {connection.vendorName}
        </span>
        <span>
          placed <TimeAgo at={order.placedAt} timeZone={store.timeZone} />
        </span>
      </div>
      <UrlTabs
        label="Views of the order"
        parameter="view"
        tabs={[
          {
            id: 'order',
            label: 'Order',
            content: (
              <div className="flex flex-col gap-4">
                <OrderLines view={data} />
                <OrderFacts view={data} />
              </div>
            ),
          },
          {
            id: 'history',
            label: 'History',
            content: <OrderHistory id={id} timeZone={store.timeZone} currency={order.currency} />,
          },
        ]}
      />
    </div>
  )
}

function OrderFacts({ view: { order, store, customer } }: { view: OrderView }) {
  const seesCustomers = useMay('customers.read')
  const time = (at: Date | null) => (at === null ? null : exactTime(at, store.timeZone))
  return (
    <Card title="Order">
      <KeyValueList
        items={[
          ...(seesCustomers
            ? [{ label: 'Customer', value: customer === null ? null : <CustomerLink customer={customer} /> }]
            : []),
          { label: 'Status at the POS', value: order.sourceStatus },
          { label: 'Placed', value: time(order.placedAt) },
          { label: 'Completed', value: time(order.completedAt) },
          { label: 'Our reference', value: order.reference },
          { label: 'Id at the POS', value: <MonoId id={order.sourceId} /> },
        ]}
      />
    </Card>
  )
}

function CustomerLink({ customer }: { customer: NonNullable<OrderView['customer']> }) {
  return (
    <ScopedLink href={`/customers/${customer.id}`} className="text-accent-ink underline">
      {customer.name ?? customer.sourceId}
    </ScopedLink>
  )
}
