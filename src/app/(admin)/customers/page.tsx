import type { Metadata } from 'next'
import { CustomersScreen } from '#components/customers/customers-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Customers' }

export default async function CustomersPage() {
  await requirePageAccess('customers.read')
  return <CustomersScreen />
}
