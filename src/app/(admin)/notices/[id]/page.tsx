import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { NoticePage } from '#components/notices/notice-page.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Notice' }

export default async function OneNoticePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageAccess('notices.read')
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  return <NoticePage id={id} />
}
