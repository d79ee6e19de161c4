'use client'
import { Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { ProductDetail } from './product-detail.tsx'
import { useProduct } from './use-product.ts'

/** A product beside the list it was opened from; has its own URL through `?product=`. */
export function ProductSheet({ productId, onClose }: { productId: string | null; onClose: () => void }) {
  // While the sheet slides away it still shows what it showed.
  const [lastId, setLastId] = useState(productId)
  if (productId !== null && productId !== lastId) setLastId(productId)
  return <SheetOfProduct productId={productId ?? lastId} open={productId !== null} onClose={onClose} />
}

function SheetOfProduct({
  productId,
  open,
  onClose,
}: {
  productId: string | null
  open: boolean
  onClose: () => void
}) {
  const product = useProduct(productId)
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={product.data?.product.name ?? 'Product'}
      aside={
        productId !== null && (
          <LinkButton href={`/catalogue/${productId}`} look="quiet" size="small" icon={<Maximize2 />}>
            Open page
          </LinkButton>
        )
      }
    >
      {productId !== null && <ProductDetail key={productId} id={productId} />}
    </Sheet>
  )
}
