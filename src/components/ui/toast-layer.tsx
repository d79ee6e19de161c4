'use client'
import { Toast } from '@base-ui/react/toast'
import { CircleCheck, CircleX, Info, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { IconButton } from './icon-button.tsx'
import { receiveToasts, type ToastWords } from './toast.tsx'

const manager = Toast.createToastManager()

const icons: Record<ToastWords['kind'], ReactNode> = {
  good: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />,
  failing: <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-failing" />,
  info: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />,
}

function add(toast: ToastWords): void {
  manager.add({
    // The same words twice are one toast.
    id: `${toast.kind}:${toast.title}`,
    type: toast.kind,
    title: toast.title,
    description: toast.description,
    priority: toast.kind === 'failing' ? 'high' : 'low',
    timeout: toast.kind === 'failing' ? 0 : toast.action === undefined ? 6000 : 12_000,
    actionProps: toast.action && { children: toast.action.label, onClick: toast.action.onClick },
  })
}

/** Place of the toasts; once on a page. */
export function ToastLayer() {
  // After the effects of what stands inside: by then the provider listens.
  useEffect(() => receiveToasts(add), [])
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 flex w-90 max-w-[calc(100vw-32px)] flex-col gap-2 max-md:bottom-20">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-card border border-line bg-raised shadow-overlay transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3 py-2 pr-1 pl-3">
        <span className="pt-1.5">{icons[(toast.type ?? 'info') as ToastWords['kind']]}</span>
        <div className="flex min-w-0 flex-1 flex-col gap-1 py-1.5">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-dense text-ink-muted" />
          <Toast.Action className="self-start text-dense font-medium text-accent-ink underline" />
        </div>
        <Toast.Close render={<IconButton label="Close message" icon={<X />} />} />
      </Toast.Content>
    </Toast.Root>
  ))
}
