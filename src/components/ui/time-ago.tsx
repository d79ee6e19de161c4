'use client'
import { useSyncExternalStore } from 'react'
import { exactTime, timeAgo } from '#lib/time.ts'
import { Tooltip } from './tooltip.tsx'

/** One timer for every time on the screen. */
const tickMs = 5000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present, moving on every five seconds; null while rendering on the server. */
export function useNow(): Date | null {
  const value = useSyncExternalStore<number | null>(
    subscribe,
    () => now,
    () => null,
  )
  return value === null ? null : new Date(value)
}

/** "3 min ago", ticking; the exact time with its zone on hover and focus. Null shows `never`. */
export function TimeAgo({
  at,
  timeZone,
  never = 'Never',
}: {
  at: Date | null
  /** The store's IANA zone; the reader's when left out. */
  timeZone?: string | undefined
  never?: string
}) {
  const present = useNow()
  if (at === null) return <span className="text-ink-faint">{never}</span>
  return (
    <Tooltip text={exactTime(at, timeZone)}>
      <time
        dateTime={at.toISOString()}
        className="tabular whitespace-nowrap"
        // The server's "12 s ago" is a second older than the browser's.
        suppressHydrationWarning
      >
        {timeAgo(at, present ?? new Date())}
      </time>
    </Tooltip>
  )
}
