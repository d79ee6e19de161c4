import clsx from 'clsx'
import type { ReactNode } from 'react'

export type KeyValue = { label: string; value: ReactNode; changed?: boolean }

/** Names and values in two columns. An empty value shows as a dash; `changed` marks a difference. */
export function KeyValueList({ items }: { items: KeyValue[] }) {
  return (
    <dl className="grid grid-cols-[minmax(112px,auto)_minmax(0,1fr)] gap-x-4 text-dense">
      {items.map(({ label, value, changed = false }) => (
        <div
          key={label}
          className={clsx(
            'col-span-2 grid grid-cols-subgrid items-baseline border-b border-line py-1.5 last:border-b-0',
            changed && 'bg-attention-soft',
          )}
        >
          <dt className="text-ink-muted">{label}</dt>
          <dd className="min-w-0 break-words">
            {value === null || value === undefined || value === '' ? (
              <span className="text-ink-faint">—</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
