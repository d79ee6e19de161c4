import type { Metadata } from 'next'
import { ReviewScreen } from '#components/review/review-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Review' }

export default async function ReviewPage() {
  await requirePageAccess('catalog.read')
  return <ReviewScreen />
}
