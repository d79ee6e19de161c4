'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useViewerZone } from '#lib/use-viewer-zone.ts'
import { AsOfBanner } from './as-of-banner.tsx'
import { ProductDetail } from './product-detail.tsx'
import { useProduct } from './use-product.ts'

/** A product on a page of its own. */
export function ProductPage({ id }: { id: string }) {
  const product = useProduct(id)
  const viewerZone = useViewerZone()
  return (
    <>
      <PageHeader
        title={product.data?.product.name ?? 'Product'}
        trail={[{ label: 'Products', href: '/catalogue' }]}
      />
      <AsOfBanner timeZone={product.data?.store.timeZone ?? viewerZone} />
      <div className="max-w-300">
        <ProductDetail id={id} />
      </div>
    </>
  )
}
