'use client'
import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

export type FilterChip = { key: string; label: string; onRemove: () => void }

/** The filters in force, each to be taken off alone. */
export function FilterChips({ chips, onClear }: { chips: FilterChip[]; onClear: () => void }) {
  if (chips.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label="Filters in force" className="contents">
        {chips.map((chip) => (
          <li
            key={chip.key}
            className="inline-flex h-6 items-center gap-0.5 rounded-full border border-line-strong bg-raised pr-0.5 pl-2.5 text-xs"
          >
            {chip.label}
            <button
              type="button"
              aria-label={`Remove filter ${chip.label}`}
              onClick={chip.onRemove}
              className="grid size-5 place-items-center rounded-full text-ink-muted hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-3" />
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" size="small" onClick={onClear}>
        Clear filters
      </Button>
    </div>
  )
}
