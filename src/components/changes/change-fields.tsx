'use client'
import clsx from 'clsx'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { type Change, fieldWords, type Place, valueWords } from './words.ts'

const most = 3
/** Characters of a value that surely stand in their line. */
const longest = 28

/** What differs in one record: before → after, the first few fields, and all of them when asked for. */
export function ChangeFields({ change, place }: { change: Change; place: Place }) {
  const { difference, action } = change
  const [whole, setWhole] = useState(false)
  const more = difference.length - most
  const cut = difference.some((field) =>
    [field.before, field.after].some((value) => valueWords(field, value, place).length > longest),
  )
  if (difference.length === 0)
    return <span className="text-ink-muted">Nothing that shows{action === 'update' ? '' : ' is known'}</span>
  return (
    <ul className="flex min-w-0 flex-col gap-0.5 py-1.5">
      {difference.slice(0, whole ? undefined : most).map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one list, never reordered
        <li key={index} className="flex min-w-0 flex-wrap items-center gap-x-1.5">
          <span className="text-ink-muted">{fieldWords(field)}</span>
          {field.personal ? (
            <span>differs; not shown here</span>
          ) : (
            <>
              {action !== 'create' && (
                <Value
                  words={valueWords(field, field.before, place)}
                  whole={whole}
                  className="max-w-[28ch] text-ink-muted line-through"
                />
              )}
              {action !== 'create' && <ArrowRight aria-label="becomes" className="size-3 shrink-0" />}
              <Value
                words={valueWords(field, field.after, place)}
                whole={whole}
                className="max-w-[36ch] font-medium"
              />
            </>
          )}
        </li>
      ))}
      {(more > 0 || cut) && (
        <li>
          <button
            type="button"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
            className="text-accent-ink underline"
          >
            {whole ? 'Show less' : more > 0 ? `Show ${more} more` : 'Show whole'}
          </button>
        </li>
      )}
    </ul>
  )
}

/** A value in one line, its end under the pointer; whole once all is shown. */
function Value({ words, whole, className }: { words: string; whole: boolean; className: string }) {
  return (
    <span title={words} className={clsx(className, whole ? 'break-words whitespace-normal' : 'truncate')}>
      {words}
    </span>
  )
}
