import { Ban, Bell, Check, CircleCheck, CirclePlus, Package, Truck, Undo2 } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import type { OrderStatus } from '#server/model/order.ts'
import { orderStatusTones, orderStatusWords } from './words.ts'

const icons = {
  pending: <CirclePlus aria-hidden />,
  accepted: <Check aria-hidden />,
  preparing: <Package aria-hidden />,
  ready: <Bell aria-hidden />,
  out_for_delivery: <Truck aria-hidden />,
  completed: <CircleCheck aria-hidden />,
  cancelled: <Ban aria-hidden />,
  refunded: <Undo2 aria-hidden />,
}

/** Where an order stands. */
export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  return (
    <Badge tone={orderStatusTones[status]} icon={icons[status]}>
      {orderStatusWords[status]}
    </Badge>
  )
}
