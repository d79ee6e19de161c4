'use client'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { SelectControl } from '#components/forms/select-control.tsx'

type KindFilterProps<Kind extends string> = {
  /** What each kind is called, in the order they are offered. */
  words: Record<Kind, string>
  /** The history of one kind; undefined: all of it. */
  children: (kind: Kind | undefined) => ReactNode
}

/** Narrows a history to one kind of change, in the URL (`?kind=`). */
export function KindFilter<Kind extends string>({ words, children }: KindFilterProps<Kind>) {
  const kinds = Object.keys(words) as Kind[]
  const [kind, setKind] = useQueryState('kind', parseAsStringLiteral(kinds))
  const options = [
    { value: 'all' as const, label: 'All changes' },
    ...kinds.map((value) => ({ value, label: words[value] })),
  ]
  return (
    <div className="flex flex-col gap-3">
      <SelectControl<Kind | 'all'>
        toolbar
        aria-label="Kind of change"
        className="w-44"
        options={options}
        value={kind ?? 'all'}
        onValueChange={(value) => void setKind(value === 'all' ? null : (value as Kind))}
      />
      {children(kind ?? undefined)}
    </div>
  )
}
