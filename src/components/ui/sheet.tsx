'use client'
import dynamic from 'next/dynamic'
import { useWanted } from '#lib/use-wanted.ts'
import type { SheetProps } from './sheet-popup.tsx'

const Popup = dynamic(() => import('./sheet-popup.tsx').then((file) => file.SheetPopup), { ssr: false })

/** A panel over the right side, from the bottom on phones. The page behind keeps its place. */
export function Sheet(props: SheetProps) {
  return useWanted(props.open) && <Popup {...props} />
}
