'use client'
import { usePathname } from 'next/navigation'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { isCurrent, type NavigationItem } from './navigation.ts'

type MoreSheetProps = {
  items: readonly NavigationItem[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The pages that have no place of their own in the bottom bar. */
export function MoreSheet({ items, open, onOpenChange }: MoreSheetProps) {
  const path = usePathname()
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="More pages">
      <ul className="flex flex-col">
        {items.map((item) => (
          <li key={item.href}>
            <ScopedLink
              href={item.href}
              onClick={() => onOpenChange(false)}
              aria-current={isCurrent(item, path) ? 'page' : undefined}
              className="flex h-12 items-center gap-3 rounded-control px-2 hover:bg-hover"
            >
              <item.icon aria-hidden className="size-5 text-ink-muted" />
              {item.label}
            </ScopedLink>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
