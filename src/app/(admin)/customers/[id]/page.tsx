import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { CustomerPage } from '#components/customers/customer-page.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Customer' }

export default async function OneCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('customers.read')
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  return <CustomerPage id={id} />
}
