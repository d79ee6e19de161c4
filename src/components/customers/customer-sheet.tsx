'use client'
import { Maximize2 } from 'lucide-react'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { useLast } from '#lib/use-last.ts'
import { CustomerDetail } from './customer-detail.tsx'
import { customerTitle, useCustomer } from './use-customer.ts'

/** A customer beside the list they were opened from; has its own URL through `?customer=`. */
export function CustomerSheet({ customerId, onClose }: { customerId: string | null; onClose: () => void }) {
  const id = useLast(customerId)
  const customer = useCustomer(id)
  return (
    <Sheet
      open={customerId !== null}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={customerTitle(customer.data)}
      aside={
        id !== null && (
          <LinkButton href={`/customers/${id}`} look="quiet" size="small" icon={<Maximize2 />}>
            Open page
          </LinkButton>
        )
      }
    >
      {id !== null && <CustomerDetail key={id} id={id} />}
    </Sheet>
  )
}
