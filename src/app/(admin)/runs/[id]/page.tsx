import type { Metadata } from 'next'
import { RunDetail } from '#components/runs/run-detail.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Sync' }

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('runs.read')
  return <RunDetail id={(await params).id} />
}
