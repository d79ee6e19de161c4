'use client'
import { useEffect, useState } from 'react'
import { isTyping } from '#lib/keyboard.ts'

/**
 * `j` and `k` move through `count` rows, `Enter` opens the one marked, `x` ticks it. Keys typed into a field or an open dialog are
 * left alone. Returns the index of the marked row, -1 when none is, and a way to set it.
 */
export function useRowKeys(
  count: number,
  open: ((index: number) => void) | undefined,
  tick?: (index: number) => void,
) {
  const [marked, setMarked] = useState(-1)
  const active = Math.min(marked, count - 1)

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (isTyping(event) || document.querySelector('[role="dialog"]') !== null) return
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault()
        const next = active + (event.key === 'j' ? 1 : -1)
        setMarked(Math.max(0, Math.min(count - 1, next)))
      } else if (event.key === 'Enter' && active >= 0 && event.target === document.body) {
        open?.(active)
      } else if (event.key === 'x' && active >= 0) {
        tick?.(active)
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [active, count, open, tick])

  return [active, setMarked] as const
}
