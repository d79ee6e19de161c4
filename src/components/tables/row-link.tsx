'use client'
import clsx from 'clsx'
import type { MouseEvent, ReactNode } from 'react'
import { ScopedLink } from '#components/ui/scoped-link.tsx'

/** The link of a row. A plain click does what the table does on open; with ⌘ or Ctrl the page opens in a new tab. */
export function RowLink({
  href,
  onOpen,
  className,
  children,
}: {
  href: string
  onOpen: () => void
  className?: string
  children: ReactNode
}) {
  function click(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen()
  }
  return (
    <ScopedLink
      href={href}
      onClick={click}
      className={clsx('rounded', className ?? 'font-medium hover:underline')}
    >
      {children}
    </ScopedLink>
  )
}
