import type { Metadata } from 'next'
import { NoticesScreen } from '#components/notices/notices-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Notices' }

export default async function NoticesPage() {
  await requirePageAccess('notices.read')
  return <NoticesScreen />
}
