import { ArrowRight } from 'lucide-react'
import { type Change, fieldWords, type Place, valueWords } from './words.ts'

const most = 3

/** What differs in one record: before → after, the first few fields. */
export function ChangeFields({ change, place }: { change: Change; place: Place }) {
  const { difference, action } = change
  if (difference.length === 0)
    return <span className="text-ink-muted">Nothing that shows{action === 'update' ? '' : ' is known'}</span>
  return (
    <ul className="flex min-w-0 flex-col gap-0.5 py-1.5">
      {difference.slice(0, most).map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one list, never reordered
        <li key={index} className="flex min-w-0 flex-wrap items-center gap-x-1.5">
          <span className="text-ink-muted">{fieldWords(field)}</span>
          {field.personal ? (
            <span>differs; not shown here</span>
          ) : (
            <>
              {action !== 'create' && (
                <span className="max-w-[28ch] truncate text-ink-muted line-through">
                  {valueWords(field, field.before, place)}
                </span>
              )}
              {action !== 'create' && <ArrowRight aria-label="becomes" className="size-3 shrink-0" />}
              <span className="max-w-[36ch] truncate font-medium">
                {valueWords(field, field.after, place)}
              </span>
            </>
          )}
        </li>
      ))}
      {difference.length > most && <li className="text-ink-muted">and {difference.length - most} more</li>}
    </ul>
  )
}
