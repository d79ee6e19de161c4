'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { ProductDetail } from './product-detail.tsx'
import { useProduct } from './use-product.ts'

/** A product on a page of its own. */
export function ProductPage({ id }: { id: string }) {
  const product = useProduct(id)
  return (
    <>
      <PageHeader
        title={product.data?.product.name ?? 'Product'}
        trail={[{ label: 'Products', href: '/catalogue' }]}
      />
      <div className="max-w-300">
        <ProductDetail id={id} />
      </div>
    </>
  )
}
