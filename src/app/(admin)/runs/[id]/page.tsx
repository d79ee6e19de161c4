import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { RunDetail } from '#components/runs/run-detail.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Sync' }

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('runs.read')
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  return <RunDetail id={id} />
}
