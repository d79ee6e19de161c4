'use client'
import { useEffect } from 'react'
import { isTyping } from '#lib/keyboard.ts'

/** ⌘K or Ctrl K opens the palette, `?` the list of keys. */
export function useFrameKeys(openPalette: () => void, openShortcuts: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette()
      } else if (event.key === '?' && !isTyping(event)) {
        openShortcuts()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [openPalette, openShortcuts])
}
