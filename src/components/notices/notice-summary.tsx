'use client'
import clsx from 'clsx'
import { ShieldX } from 'lucide-react'
import { StackedBars } from '#components/charts/stacked-bars.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, counted } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import type { NoticeFilters } from './use-notice-filters.ts'
import { noticeStates, refusalWords, stateWords } from './words.ts'

type Summary = Outputs['notices']['summary']

const series = [
  { key: 'applied', label: stateWords.applied, meaning: 'applied' },
  { key: 'unchanged', label: stateWords.unchanged, meaning: 'unchanged' },
  { key: 'ignored', label: stateWords.ignored, meaning: 'ignored' },
  { key: 'open', label: 'To do or tried again', meaning: 'waiting' },
  { key: 'dead', label: stateWords.dead, meaning: 'dead' },
] as const

/** By the minutes of a bar. */
const bucketWords: Record<number, string> = {
  1: 'minute',
  10: '10 minutes',
  60: 'hour',
  360: '6 hours',
  1440: 'day',
}

type SummaryProps = { summary: Summary | undefined; notices: NoticeFilters; timeZone: string }

/** How many notices are in which state, each a filter; what was turned away; and all of it over time. */
export function NoticeSummary({ summary, notices, timeZone }: SummaryProps) {
  const points = summary?.buckets.map(({ at, received, waiting, ...values }) => ({
    at,
    values: { ...values, open: received + waiting },
  }))
  return (
    <>
      <StateCounts summary={summary} notices={notices} />
      {summary !== undefined && summary.refusals.length > 0 && (
        <Refusals refusals={summary.refusals} timeZone={timeZone} />
      )}
      <StackedBars
        title="Notices by outcome"
        description={
          summary === undefined ? 'Counting…' : `Notices per ${bucketWords[summary.bucketMinutes] ?? 'bar'}`
        }
        series={series}
        points={points}
        timeZone={timeZone}
        format={count}
        low
      />
    </>
  )
}

function StateCounts({ summary, notices }: Pick<SummaryProps, 'summary' | 'notices'>) {
  const chosen = notices.filters.state
  return (
    <ul
      aria-label="Notices by state"
      className="grid grid-cols-2 overflow-hidden rounded-card border border-line bg-surface md:grid-cols-3 xl:grid-cols-6"
    >
      {noticeStates.map((state) => {
        const on = chosen.length === 1 && chosen[0] === state
        return (
          <li key={state} className="-mr-px -mb-px border-r border-b border-line">
            <button
              type="button"
              aria-pressed={on}
              onClick={() => notices.change({ state: on ? [] : [state] })}
              className={clsx(
                'flex w-full flex-col px-4 py-2.5 text-left -outline-offset-2 transition-colors hover:bg-hover',
                on && 'bg-accent-soft',
              )}
            >
              <span className="text-dense text-ink-muted">{stateWords[state]}</span>
              <span className="tabular text-lg font-semibold">
                {summary === undefined ? '…' : count(summary.counts[state])}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Refusals({ refusals, timeZone }: { refusals: Summary['refusals']; timeZone: string }) {
  const total = refusals.reduce((sum, refusal) => sum + refusal.count, 0)
  const newest = refusals.map(({ lastAt }) => lastAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? null
  const reasons = refusals.map((refusal) =>
    refusals.length === 1
      ? refusalWords(refusal.reason)
      : `${count(refusal.count)} ${refusalWords(refusal.reason)}`,
  )
  return (
    <div className="flex items-start gap-2 rounded-card border border-attention-line bg-attention-soft px-4 py-2">
      <ShieldX aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
      <p>
        {counted(total, 'delivery', 'deliveries')} turned away: {reasons.join(', ')}.{' '}
        <span className="text-ink-muted">
          Nothing of them was kept. The last one <TimeAgo at={newest} timeZone={timeZone} />.
        </span>
      </p>
    </div>
  )
}
