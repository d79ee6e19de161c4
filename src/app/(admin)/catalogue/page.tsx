import type { Metadata } from 'next'
import { CatalogScreen } from '#components/catalog/catalog-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Products' }

export default async function CataloguePage() {
  await requirePageAccess('catalog.read')
  return <CatalogScreen />
}
