import { Ban, CircleCheck, CircleMinus, Eraser, Trash2 } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { type CustomerStatus, customerStatusTones, customerStatusWords } from './words.ts'

const icons = {
  active: <CircleCheck aria-hidden />,
  inactive: <CircleMinus aria-hidden />,
  banned: <Ban aria-hidden />,
  deleted: <Trash2 aria-hidden />,
}

/** Whether a customer may be sold to, or is gone. */
export function CustomerStatusBadge({ status, erased }: { status: CustomerStatus; erased: boolean }) {
  if (erased) return <Badge icon={<Eraser aria-hidden />}>Erased</Badge>
  return (
    <Badge tone={customerStatusTones[status]} icon={icons[status]}>
      {customerStatusWords[status]}
    </Badge>
  )
}
