'use client'
import dynamic from 'next/dynamic'
import { useWanted } from '#lib/use-wanted.ts'
import type { DialogProps } from './dialog-popup.tsx'

const Popup = dynamic(() => import('./dialog-popup.tsx').then((file) => file.DialogPopup), { ssr: false })

/** A question or a short form over the page. Focus stays inside and returns to where it came from. */
export function Dialog(props: DialogProps) {
  return useWanted(props.open) && <Popup {...props} />
}
