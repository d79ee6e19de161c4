'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** The reader's own IANA zone; UTC while rendering on the server. */
export function useViewerZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
}
