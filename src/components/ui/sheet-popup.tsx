'use client'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { backdropClass } from './dialog-popup.tsx'
import { IconButton } from './icon-button.tsx'

export type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** Beside the title: status, links to the full page. */
  aside?: ReactNode
  children: ReactNode
}

/** What `Sheet` brings when it is opened. */
export function SheetPopup({ open, onOpenChange, title, aside, children }: SheetProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup className="fixed inset-y-0 right-0 z-40 flex w-180 max-w-[calc(100vw-48px)] flex-col border-l border-line bg-surface shadow-overlay outline-none transition-transform duration-150 data-ending-style:translate-x-full data-starting-style:translate-x-full max-md:inset-x-0 max-md:top-12 max-md:bottom-0 max-md:w-full max-md:max-w-none max-md:rounded-t-card max-md:border-t max-md:data-ending-style:translate-x-0 max-md:data-ending-style:translate-y-full max-md:data-starting-style:translate-x-0 max-md:data-starting-style:translate-y-full">
          <div className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <BaseDialog.Title className="min-w-0 flex-1 truncate text-md font-semibold">
              {title}
            </BaseDialog.Title>
            {aside}
            <BaseDialog.Close render={<IconButton label="Close" icon={<X />} />} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
