import type { Metadata } from 'next'
import { ConnectionDetail } from '#components/connections/detail/connection-detail.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Connection' }

export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('connections.read')
  return <ConnectionDetail id={(await params).id} />
}
