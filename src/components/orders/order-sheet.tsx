'use client'
import { Maximize2 } from 'lucide-react'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { useLast } from '#lib/use-last.ts'
import { OrderDetail } from './order-detail.tsx'
import { orderTitle, useOrder } from './use-order.ts'

/** An order beside the list it was opened from; has its own URL through `?order=`. */
export function OrderSheet({ orderId, onClose }: { orderId: string | null; onClose: () => void }) {
  const id = useLast(orderId)
  const order = useOrder(id)
  return (
    <Sheet
      open={orderId !== null}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={orderTitle(order.data)}
      aside={
        id !== null && (
          <LinkButton href={`/orders/${id}`} look="quiet" size="small" icon={<Maximize2 />}>
            Open page
          </LinkButton>
        )
      }
    >
      {id !== null && <OrderDetail key={id} id={id} />}
    </Sheet>
  )
}
