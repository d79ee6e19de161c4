import { CircleCheck, CircleMinus, EyeOff, Trash2 } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import type { ProductStatus } from '#server/model/product.ts'
import { statusTones, statusWords } from './words.ts'

const icons = {
  active: <CircleCheck aria-hidden />,
  inactive: <CircleMinus aria-hidden />,
  hidden: <EyeOff aria-hidden />,
  deleted: <Trash2 aria-hidden />,
}

/** Whether a product is sold and shown. */
export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  return (
    <Badge tone={statusTones[status]} icon={icons[status]}>
      {statusWords[status]}
    </Badge>
  )
}
