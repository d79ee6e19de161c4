import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { OrderPage } from '#components/orders/order-page.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Order' }

export default async function OneOrderPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('orders.read')
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  return <OrderPage id={id} />
}
