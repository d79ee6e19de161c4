'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { CustomerDetail } from './customer-detail.tsx'
import { customerTitle, useCustomer } from './use-customer.ts'

/** A customer on a page of their own. */
export function CustomerPage({ id }: { id: string }) {
  const customer = useCustomer(id)
  return (
    <>
      <PageHeader title={customerTitle(customer.data)} trail={[{ label: 'Customers', href: '/customers' }]} />
      <div className="max-w-300">
        <CustomerDetail id={id} />
      </div>
    </>
  )
}
