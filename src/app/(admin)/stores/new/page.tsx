import type { Metadata } from 'next'
import { NewStore } from '#components/stores/new-store.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Add a store' }

export default async function NewStorePage() {
  await requirePageAccess('stores.write')
  return (
    <>
      <PageHeader
        title="Add a store"
        trail={[{ label: 'Stores', href: '/stores' }]}
        description="Once it is there, you can connect its POS."
      />
      <NewStore />
    </>
  )
}
