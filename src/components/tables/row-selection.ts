'use client'
import { useCallback, useState } from 'react'

/**
 * Which rows of a list are chosen: single ones, or `all` that match the filter, on every page. The caller sends the
 * filter then, and never a list of thousands.
 */
export type RowSelection = {
  all: boolean
  ids: ReadonlySet<string>
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Chooses these rows of one page, or none of them when they are chosen already. */
  togglePage: (ids: readonly string[]) => void
  chooseAll: () => void
  clear: () => void
}

const none: ReadonlySet<string> = new Set()

/** @param scope what the rows are of (the filter as text): when it changes, nothing is chosen any more */
export function useRowSelection(scope: string): RowSelection {
  const [state, setState] = useState({ scope, all: false, ids: none })
  const current = state.scope === scope ? state : { scope, all: false, ids: none }
  const { all, ids } = current
  const set = useCallback(
    (next: { all: boolean; ids: ReadonlySet<string> }) => setState({ scope, ...next }),
    [scope],
  )
  return {
    all,
    ids,
    has: (id) => all || ids.has(id),
    toggle: (id) => set({ all: false, ids: ids.symmetricDifference(new Set([id])) }),
    togglePage: (page) => {
      const rows = new Set(page)
      set({ all: false, ids: !all && rows.isSubsetOf(ids) ? ids.difference(rows) : ids.union(rows) })
    },
    chooseAll: () => set({ all: true, ids: none }),
    clear: () => set({ all: false, ids: none }),
  }
}
