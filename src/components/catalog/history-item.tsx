import { ArrowRight } from 'lucide-react'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { money } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { fieldLabel } from './words.ts'

type Entry = Outputs['catalog']['history'][number]

const titles: Record<string, string> = {
  'product.created': 'Came into the catalogue',
  'product.changed': 'Changed',
  'product.removed': 'Removed at the POS',
  'product.restored': 'Came back',
  'inventory.changed': 'Stock changed',
}

const none = 'none'

/** A value of an event in words; prices in their currency. */
function words(field: string, value: unknown, currency: string | null): string {
  if (value === null || value === undefined || value === '') return none
  if (typeof value === 'number' && /Minor$/.test(field) && currency !== null) return money(value, currency)
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.length === 0 ? none : value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One moment in the life of a product: what changed, when, and what made it change. */
export function HistoryItem({
  entry,
  timeZone,
  currency,
}: {
  entry: Entry
  timeZone: string
  currency: string | null
}) {
  return (
    <li className="relative border-l border-line-strong pb-4 pl-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-1.5 -left-[5px] size-2.5 rounded-full border-2 border-surface bg-accent"
      />
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{titles[entry.type] ?? fieldLabel(entry.type)}</span>
        <span className="text-dense text-ink-muted">
          <TimeAgo at={entry.at} timeZone={timeZone} />
        </span>
        {entry.cause.runId !== undefined && (
          <ScopedLink href={`/runs/${entry.cause.runId}`} className="text-dense text-accent-ink underline">
            in a sync
          </ScopedLink>
        )}
        {entry.cause.userName !== undefined && (
          <span className="text-dense text-ink-muted">by {entry.cause.userName}</span>
        )}
      </p>
      {entry.changes.length > 0 && (
        <ul className="mt-1 flex flex-col gap-0.5 text-dense">
          {entry.changes.map((change) => (
            <li key={change.field} className="flex flex-wrap items-center gap-x-2">
              <span className="text-ink-muted">{fieldLabel(change.field)}</span>
              <del className="max-w-80 truncate text-ink-muted no-underline">
                {words(change.field, change.before, currency)}
              </del>
              <ArrowRight aria-label="became" className="size-3 text-ink-faint" />
              <ins className="max-w-80 truncate no-underline">
                {words(change.field, change.after, currency)}
              </ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
