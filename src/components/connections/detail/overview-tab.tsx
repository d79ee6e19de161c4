'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { Refusals } from '#components/changes/refusals.tsx'
import { RunProgress } from '#components/runs/run-progress.tsx'
import { Card } from '#components/ui/card.tsx'
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { Stat } from '#components/ui/stat.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { BudgetCard } from './budget-card.tsx'
import type { Connection } from './connection.ts'
import { ConnectionCharts } from './connection-charts.tsx'

const circuitWords: Record<string, string> = {
  closed: 'Calls go through',
  open: 'Calls wait: the POS is failing',
  half_open: 'Trying whether the POS is back',
  isolated: 'No calls until the sign-in is mended',
}

/** What needs a person, the sync in hand, numbers, charts. */
export function OverviewTab({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const active = useQuery(
    trpc.runs.get.queryOptions(connection.activeRunId === null ? skipToken : { id: connection.activeRunId }),
  )
  const wayOut = wayOutOf(connection)
  const troubled = connection.circuits.filter(({ state }) => state !== 'closed')
  return (
    <div className="flex flex-col gap-4">
      {connection.attention !== null && (
        <section
          aria-label="Needs a person"
          className="flex flex-wrap items-start gap-3 rounded-card border border-attention-line bg-attention-soft p-4"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
          <p className="max-w-[80ch] min-w-0 flex-1">{connection.attention}</p>
          <ScopedLink href={wayOut.href} className="font-medium text-accent-ink underline">
            {wayOut.label}
          </ScopedLink>
        </section>
      )}
      {active.data !== undefined && (
        <Card title="Sync in hand">
          <RunProgress run={active.data} />
        </Card>
      )}
      <Card flush>
        <div className="grid grid-cols-2 divide-line max-md:divide-y md:grid-cols-4 md:divide-x">
          <Stat
            label="Products"
            value={count(connection.productCount)}
            href={`/catalogue?connection=${connection.id}`}
          />
          <Stat
            label="Open issues"
            value={count(connection.openIssues)}
            href={`/connections/${connection.id}?tab=issues`}
          />
          <Stat
            label="Last sync"
            value={connection.lastRun === null ? '—' : <RunStatusBadge status={connection.lastRun.status} />}
            detail={<TimeAgo at={connection.lastRun?.endedAt ?? null} timeZone={connection.timeZone} />}
            href={connection.lastRun === null ? undefined : `/runs/${connection.lastRun.id}`}
          />
          <Stat
            label="Calls to the POS"
            value={<StatusBadge status={troubled.length === 0 ? 'good' : 'failing'} />}
            detail={circuitWords[troubled[0]?.state ?? 'closed']}
          />
        </div>
      </Card>
      <Refusals of={{ connectionId: connection.id }} timeZone={connection.timeZone} />
      <BudgetCard connection={connection} />
      <ConnectionCharts connection={connection} />
    </div>
  )
}

/** Where what needs a person is seen to. */
function wayOutOf({ id, waitingRunId, signInRefused, missesNotices }: Connection) {
  if (waitingRunId !== null) return { href: `/runs/${waitingRunId}`, label: 'See the difference' }
  if (signInRefused) return { href: `/connections/${id}?tab=settings`, label: 'Fix sign-in' }
  if (missesNotices) return { href: `/connections/${id}?tab=notices`, label: 'Open notices' }
  return { href: `/connections/${id}?tab=settings`, label: 'Open settings' }
}
