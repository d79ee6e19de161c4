import type { Metadata } from 'next'
import { WorkersScreen } from '#components/workers/workers-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Workers' }

export default async function WorkersPage() {
  await requirePageAccess('queue.read')
  return <WorkersScreen />
}
