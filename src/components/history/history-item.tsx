import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'

export type HistoryEntry = {
  position: string
  type: string
  at: Date
  changes: { field: string; before: unknown; after: unknown }[]
  cause: { runId?: string; deliveryId?: string; userName?: string }
}

/** How the fields and values of one kind of thing are called. */
export type HistoryWords = {
  titles: Record<string, string>
  label: (field: string) => string
  /** A value as people say it; anything but null, undefined and ''. */
  value: (field: string, value: unknown) => string
}

const none = 'none'
const isNone = (value: unknown) => value === null || value === undefined || value === ''

/** One moment in the life of a thing: what changed, when, and what made it change. */
export function HistoryItem({
  entry,
  words,
  timeZone,
  subject,
  note,
}: {
  entry: HistoryEntry
  words: HistoryWords
  timeZone: string
  /** What it happened to, where that is not the same for all. */
  subject?: ReactNode
  /** Beside the changes. */
  note?: ReactNode
}) {
  return (
    <li className="relative border-l border-line-strong pb-4 pl-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-1.5 -left-[5px] size-2.5 rounded-full border-2 border-surface bg-accent"
      />
      <p className="flex flex-wrap items-baseline gap-x-2">
        {subject}
        <span className={subject === undefined ? 'font-medium' : 'text-dense'}>
          {words.titles[entry.type] ?? words.label(entry.type)}
        </span>
        <span className="text-dense text-ink-muted">
          <TimeAgo at={entry.at} timeZone={timeZone} />
        </span>
        {entry.cause.runId !== undefined && (
          <ScopedLink href={`/runs/${entry.cause.runId}`} className="text-dense text-accent-ink underline">
            in a sync
          </ScopedLink>
        )}
        {entry.cause.deliveryId !== undefined && (
          <ScopedLink
            href={`/notices/${entry.cause.deliveryId}`}
            className="text-dense text-accent-ink underline"
          >
            by a notice
          </ScopedLink>
        )}
        {entry.cause.userName !== undefined && (
          <span className="text-dense text-ink-muted">by {entry.cause.userName}</span>
        )}
      </p>
      {entry.changes.length > 0 && (
        <ul className="mt-1 flex flex-col gap-0.5 text-dense">
          {entry.changes.map(({ field, before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries never change, and two batches may share a name
            <li key={index} className="flex flex-wrap items-center gap-x-2">
              <span className="text-ink-muted">{words.label(field)}</span>
              <del className="max-w-80 truncate text-ink-muted no-underline">
                {isNone(before) ? none : words.value(field, before)}
              </del>
              <span className="inline-flex max-w-full items-center gap-x-2">
                <ArrowRight aria-label="became" className="size-3 shrink-0 text-ink-faint" />
                <ins className="max-w-80 min-w-0 truncate no-underline">
                  {isNone(after) ? none : words.value(field, after)}
                </ins>
              </span>
            </li>
          ))}
        </ul>
      )}
      {note !== undefined && <p className="mt-1 text-dense text-ink-muted">{note}</p>}
    </li>
  )
}
