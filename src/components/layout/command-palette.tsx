'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { backdropClass } from '#components/ui/dialog-popup.tsx'
import { menuItemClass } from '#components/ui/menu-classes.ts'
import { type PaletteGroup, type PaletteItem, usePaletteGroups } from './use-palette-groups.ts'

/** Search or jump to anything, from the keyboard. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const router = useRouter()
  const [text, setText] = useState('')
  const groups = usePaletteGroups(text, open)

  function change(next: boolean) {
    if (!next) setText('')
    onOpenChange(next)
  }

  function go(item: PaletteItem) {
    change(false)
    router.push(item.href)
  }

  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          aria-label="Search or jump to"
          className="fixed top-[12dvh] left-1/2 z-40 flex max-h-[70dvh] w-[calc(100vw-24px)] max-w-140 -translate-x-1/2 flex-col rounded-card border border-line bg-raised shadow-overlay outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <Autocomplete.Root
            open
            inline
            items={groups}
            // The groups arrive filtered: products are found by the server.
            mode="none"
            value={text}
            onValueChange={setText}
            itemToStringValue={(item: PaletteItem) => item.label}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex items-center gap-2 border-b border-line px-4">
              <Search aria-hidden className="size-4 text-ink-faint" />
              <Autocomplete.Input
                aria-label="Search pages, connections, stores and products"
                placeholder="Search or jump to…"
                className="h-12 w-full bg-transparent text-md outline-none placeholder:text-ink-faint"
              />
            </div>
            <Autocomplete.Empty className="px-4 text-ink-muted not-empty:py-6">
              Nothing by that name. Try a page, a store, a connection or a product.
            </Autocomplete.Empty>
            <Autocomplete.List className="min-h-0 overflow-y-auto p-2 data-empty:p-0">
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
                  <Autocomplete.GroupLabel className="px-2 py-1 text-2xs font-medium tracking-wide text-ink-faint uppercase">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: PaletteItem) => (
                      <Autocomplete.Item
                        key={item.value}
                        value={item}
                        onClick={() => go(item)}
                        className={menuItemClass}
                      >
                        <span className="min-w-0 flex-1 truncate">{item.label}</span>
                        <span className="max-w-1/2 shrink-0 truncate text-dense text-ink-muted">
                          {item.detail}
                        </span>
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
