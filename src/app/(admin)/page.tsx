import type { Metadata } from 'next'
import { OverviewScreen } from '#components/overview/overview-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  await requirePageAccess('overview.read')
  return <OverviewScreen />
}
