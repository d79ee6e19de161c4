'use client'
import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds; `false` on the server. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}

/** Below this width tables become two-line rows and side panels sheets from the bottom. */
export const narrowScreen = '(max-width: 767.98px)'
