'use client'
import { Maximize2 } from 'lucide-react'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { useLast } from '#lib/use-last.ts'
import { ProductDetail } from './product-detail.tsx'
import { useAsOf } from './use-as-of.ts'
import { useProduct } from './use-product.ts'

/** A product beside the list it was opened from; has its own URL through `?product=`. */
export function ProductSheet({ productId, onClose }: { productId: string | null; onClose: () => void }) {
  const id = useLast(productId)
  const product = useProduct(id)
  const { query } = useAsOf()
  return (
    <Sheet
      open={productId !== null}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={product.data?.product.name ?? 'Product'}
      aside={
        id !== null && (
          <LinkButton href={`/catalogue/${id}${query}`} look="quiet" size="small" icon={<Maximize2 />}>
            Open page
          </LinkButton>
        )
      }
    >
      {id !== null && <ProductDetail key={id} id={id} />}
    </Sheet>
  )
}
