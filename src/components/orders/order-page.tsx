'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { OrderDetail } from './order-detail.tsx'
import { orderTitle, useOrder } from './use-order.ts'

/** An order on a page of its own. */
export function OrderPage({ id }: { id: string }) {
  const order = useOrder(id)
  return (
    <>
      <PageHeader title={orderTitle(order.data)} trail={[{ label: 'Orders', href: '/orders' }]} />
      <div className="max-w-300">
        <OrderDetail id={id} />
      </div>
    </>
  )
}
