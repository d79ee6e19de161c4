import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Stat } from '#components/ui/stat.tsx'
import { count } from '#lib/numbers.ts'
import { range } from '#lib/range.ts'
import type { Outputs } from '#trpc/types.ts'

const grid =
  'grid grid-cols-2 overflow-hidden rounded-card divide-line max-lg:divide-y sm:grid-cols-3 lg:grid-cols-5 lg:divide-x'

/** The numbers of the day; each leads to the records behind it. */
export function Totals({ totals }: { totals: Outputs['overview']['get']['totals'] | undefined }) {
  if (totals === undefined) {
    return (
      <Card flush>
        <div role="status" aria-label="Loading totals" className={grid}>
          {range(5).map((slot) => (
            <div key={slot} className="flex h-21 flex-col gap-2 px-4 py-3">
              <Skeleton className="h-3.5 w-20" />
              <Skeleton className="h-6 w-14" />
            </div>
          ))}
        </div>
      </Card>
    )
  }
  return (
    <Card flush>
      <div className={grid}>
        <Stat
          label="Products"
          value={count(totals.products)}
          detail={`${count(totals.inStock)} in stock`}
          href="/catalogue"
        />
        <Stat label="Connections" value={count(totals.connections)} detail="set up" href="/connections" />
        <Stat label="Stores" value={count(totals.stores)} detail="in view" href="/stores" />
        <Stat
          label="Syncs, last 24 h"
          value={count(totals.runs24h)}
          detail={totals.failedRuns24h === 0 ? 'none failed' : `${count(totals.failedRuns24h)} failed`}
          href="/runs"
        />
        <Stat
          label="Open issues"
          value={count(totals.openIssues)}
          detail="on single records"
          href="/connections"
        />
      </div>
    </Card>
  )
}
