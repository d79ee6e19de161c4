import type { Metadata } from 'next'
import { RunNowButton } from '#components/runs/run-now-button.tsx'
import { RunsTable } from '#components/runs/runs-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Syncs' }

export default async function RunsPage() {
  await requirePageAccess('runs.read')
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Syncs"
        description="Every time records were read from a POS, newest first."
        actions={<RunNowButton />}
      />
      <RunsTable />
    </div>
  )
}
