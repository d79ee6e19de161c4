import type { Metadata } from 'next'
import { OrdersScreen } from '#components/orders/orders-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Orders' }

export default async function OrdersPage() {
  await requirePageAccess('orders.read')
  return <OrdersScreen />
}
