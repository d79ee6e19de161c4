import type { Metadata } from 'next'
import { RunsScreen } from '#components/runs/runs-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Syncs' }

export default async function RunsPage() {
  await requirePageAccess('runs.read')
  return <RunsScreen />
}
