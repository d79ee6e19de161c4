'use client'
import { CircleHelp, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useWanted } from '#lib/use-wanted.ts'
import { LiveIndicator } from './live-indicator.tsx'
import { StoreSwitcher } from './store-switcher.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { useFrameKeys } from './use-frame-keys.ts'
import { UserMenu } from './user-menu.tsx'

const CommandPalette = dynamic(() => import('./command-palette.tsx').then((file) => file.CommandPalette), {
  ssr: false,
})
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog.tsx').then((file) => file.ShortcutsDialog), {
  ssr: false,
})

/** Store, search, live state, theme and account: above every page. */
export function TopBar() {
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [shortcutsOpen, setShortcutsOpen] = useState(false)
  const paletteWanted = useWanted(paletteOpen)
  const shortcutsWanted = useWanted(shortcutsOpen)
  useFrameKeys(
    useCallback(() => setPaletteOpen(true), []),
    useCallback(() => setShortcutsOpen(true), []),
  )
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-surface px-4 md:px-6">
      <StoreSwitcher />
      <div className="flex-1" />
      <button
        type="button"
        onClick={() => setPaletteOpen(true)}
        className="flex h-8 w-64 items-center gap-2 rounded-control border border-line-strong bg-raised px-2.5 text-ink-muted hover:bg-hover max-lg:hidden"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left">Search or jump to…</span>
        <span aria-hidden className="flex gap-0.5">
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <IconButton
        label="Search or jump to"
        icon={<Search />}
        onClick={() => setPaletteOpen(true)}
        className="lg:hidden"
      />
      <LiveIndicator />
      <IconButton
        label="List of keys"
        icon={<CircleHelp />}
        onClick={() => setShortcutsOpen(true)}
        className="max-md:hidden"
      />
      <ThemeToggle />
      <UserMenu />
      {paletteWanted && <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} />}
      {shortcutsWanted && <ShortcutsDialog open={shortcutsOpen} onOpenChange={setShortcutsOpen} />}
    </header>
  )
}
