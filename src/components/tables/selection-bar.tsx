'use client'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { RowSelection } from './row-selection.ts'

/**
 * What can be done with the chosen rows, at the foot of the window while any is chosen. Escape on it chooses none.
 * @param total rows on all pages
 */
export function SelectionBar({
  selection,
  total,
  noun,
  children,
}: {
  selection: RowSelection
  total: number
  /** For more than one: "changes". */
  noun: string
  /** Buttons. */
  children: ReactNode
}) {
  const chosen = selection.all ? total : selection.ids.size
  if (chosen === 0) return null
  return (
    <section
      aria-label={`Chosen ${noun}`}
      className="sticky bottom-4 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-card border border-line-strong bg-raised px-3 py-2 shadow-lg max-md:bottom-20"
    >
      <span role="status" className="tabular px-1 text-sm">
        <span className="font-medium">{chosen.toLocaleString('en-US')}</span> of{' '}
        {total.toLocaleString('en-US')} {noun}
      </span>
      {!selection.all && chosen < total && (
        <Button look="quiet" size="small" onClick={selection.chooseAll}>
          Select all {total.toLocaleString('en-US')}
        </Button>
      )}
      {children}
      <Button look="quiet" size="small" onClick={selection.clear}>
        Clear
      </Button>
    </section>
  )
}
