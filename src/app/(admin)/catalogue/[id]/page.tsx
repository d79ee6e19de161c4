import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { ProductPage } from '#components/catalog/product-page.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Product' }

export default async function CatalogueProductPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('catalog.read')
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  return <ProductPage id={id} />
}
