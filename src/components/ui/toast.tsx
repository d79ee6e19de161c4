'use client'

export type ToastWords = {
  kind: 'good' | 'failing' | 'info'
  title: string
  description?: string | undefined
  action?: { label: string; onClick: () => void } | undefined
}

type Receiver = (toast: ToastWords) => void

const waiting: ToastWords[] = []
let receiver: Receiver | undefined

/** Says in passing what happened. Failures stay until closed; the rest leave after a while, what offers to act later. */
export function showToast(toast: ToastWords): void {
  if (receiver === undefined) waiting.push(toast)
  else receiver(toast)
}

/** Gives all toasts to what draws them, also those said before it was there. Returns the way to end it. */
export function receiveToasts(next: Receiver): () => void {
  receiver = next
  for (const toast of waiting.splice(0)) next(toast)
  return () => {
    receiver = undefined
  }
}
