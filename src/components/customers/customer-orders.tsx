import { OrderStatusBadge } from '#components/orders/order-status-badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { money } from '#lib/numbers.ts'
import type { CustomerView } from './use-customer.ts'

/** The newest orders of a customer. */
export function CustomerOrders({ view: { orders, store } }: { view: CustomerView }) {
  if (orders.length === 0) {
    return (
      <EmptyState title="No orders">Orders of the last 90 days that name this customer show here.</EmptyState>
    )
  }
  return (
    <ul className="rounded-card border border-line">
      {orders.map((order) => (
        <li
          key={order.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
        >
          <ScopedLink href={`/orders/${order.id}`} className="font-medium text-accent-ink underline">
            {order.number}
          </ScopedLink>
          <OrderStatusBadge status={order.status} />
          <span className="text-dense text-ink-muted">
            <TimeAgo at={order.placedAt} timeZone={store.timeZone} />
          </span>
          <span className="tabular ml-auto">
            {order.totalMinor === null ? '—' : money(order.totalMinor, order.currency)}
          </span>
        </li>
      ))}
    </ul>
  )
}
