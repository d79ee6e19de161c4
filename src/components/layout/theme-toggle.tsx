'use client'
import { Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'

const never = () => () => {}

/** Light or dark. Follows the system until first used. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme()
  // The server doesn't know the theme; draw it only when the browser does.
  const known = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const dark = known && resolvedTheme === 'dark'
  return (
    <IconButton
      label={dark ? 'Use light theme' : 'Use dark theme'}
      icon={dark ? <Sun /> : <Moon />}
      onClick={() => setTheme(dark ? 'light' : 'dark')}
    />
  )
}
