'use client'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { useWanted } from '#lib/use-wanted.ts'
import { useMe } from '#trpc/use-me.ts'
import { accountItem, isCurrent, type NavigationItem, navigationFor } from './navigation.ts'

const MoreSheet = dynamic(() => import('./more-sheet.tsx').then((file) => file.MoreSheet), { ssr: false })

const entryClass =
  'flex h-14 w-full flex-col items-center justify-center gap-0.5 text-2xs -outline-offset-2 [&_svg]:size-5'

/** Five places under the thumb, below 768 px: the four most used pages and the rest. */
export function BottomBar() {
  const { permissions, demo } = useMe()
  const path = usePathname()
  const [open, setOpen] = useState(false)
  const wanted = useWanted(open)
  const items = navigationFor(permissions, demo).flatMap((section) => section.items)
  const bar = items.filter((item) => item.underThumb === true)
  const rest = items.filter((item) => item.underThumb !== true)
  const inRest = rest.some((item) => isCurrent(item, path))

  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {bar.map((item) => (
          <li key={item.href}>
            <Entry item={item} current={isCurrent(item, path)} />
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
            className={clsx(entryClass, inRest ? 'font-medium text-accent-ink' : 'text-ink-muted')}
          >
            <Ellipsis aria-hidden />
            More
          </button>
        </li>
      </ul>
      {wanted && <MoreSheet items={[...rest, accountItem]} open={open} onOpenChange={setOpen} />}
    </nav>
  )
}

function Entry({ item, current }: { item: NavigationItem; current: boolean }) {
  return (
    <ScopedLink
      href={item.href}
      aria-current={current ? 'page' : undefined}
      className={clsx(entryClass, current ? 'font-medium text-accent-ink' : 'text-ink-muted')}
    >
      <item.icon aria-hidden />
      {item.label}
    </ScopedLink>
  )
}
