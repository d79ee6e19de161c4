'use client'
import { useEffect } from 'react'
import { ToastLayer } from './toast-layer.tsx'
import { TooltipLayer } from './tooltip-layer.tsx'

/** What opens on a page. Fetched while nothing else goes on, so that the first click does not wait for it. */
function fetchPopups(): void {
  // Out of reach just now: whoever is clicked fetches again.
  void Promise.allSettled([
    import('./menu-popup.tsx'),
    import('./confirm-popup.tsx'),
    import('./dialog-popup.tsx'),
    import('./sheet-popup.tsx'),
    import('#components/forms/search-select-popup.tsx'),
    import('#components/forms/select-popup.tsx'),
    import('#components/tables/filter-popup.tsx'),
  ])
}

/** What floats over a page. */
export function Layers() {
  useEffect(fetchPopups, [])
  return (
    <>
      <TooltipLayer />
      <ToastLayer />
    </>
  )
}
