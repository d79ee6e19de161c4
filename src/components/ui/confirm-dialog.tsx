'use client'
import dynamic from 'next/dynamic'
import { useWanted } from '#lib/use-wanted.ts'
import type { ConfirmDialogProps } from './confirm-popup.tsx'

const Popup = dynamic(() => import('./confirm-popup.tsx').then((file) => file.ConfirmPopup), { ssr: false })

/** Asks before something that cannot be undone. Nothing is lost by closing it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useWanted(props.open) && <Popup {...props} />
}
