'use client'
import dynamic from 'next/dynamic'
import { PageHeader } from '#components/ui/page-header.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { RunNowButton } from './run-now-button.tsx'

const RunsTable = dynamic(() => import('./runs-table.tsx').then((file) => file.RunsTable))
const SchedulesTable = dynamic(() => import('./schedules-table.tsx').then((file) => file.SchedulesTable))

/** What was read from every POS, and what is read by itself and when. */
export function RunsScreen() {
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Syncs"
        description="Every time records were read from a POS, and when they are read next."
        actions={<RunNowButton />}
      />
      <UrlTabs
        label="Views of the syncs"
        tabs={[
          { id: 'runs', label: 'Syncs', content: <RunsTable /> },
          { id: 'schedules', label: 'Schedules', content: <SchedulesTable /> },
        ]}
      />
    </div>
  )
}
