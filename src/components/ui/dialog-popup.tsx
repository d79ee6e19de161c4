'use client'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import type { ReactNode } from 'react'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** Buttons, the most wanted last. */
  actions?: ReactNode
  width?: 'narrow' | 'wide'
  children?: ReactNode
}

export const backdropClass =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'

/** What `Dialog` brings when it is opened. Focus stays inside and returns to where it came from. */
export function DialogPopup({
  open,
  onOpenChange,
  title,
  description,
  actions,
  width = 'narrow',
  children,
}: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          className={clsx(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-48px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card',
            'border border-line bg-raised shadow-overlay outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
            width === 'narrow' ? 'max-w-120' : 'max-w-180',
          )}
        >
          <div className="flex flex-col gap-1 px-6 pt-5">
            <BaseDialog.Title className="text-md font-semibold">{title}</BaseDialog.Title>
            {description !== undefined && (
              <BaseDialog.Description render={<div />} className="text-ink-muted">
                {description}
              </BaseDialog.Description>
            )}
          </div>
          <div className="min-h-0 overflow-y-auto px-6 py-4">{children}</div>
          {actions !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3">{actions}</div>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
