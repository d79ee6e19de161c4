'use client'
import dynamic from 'next/dynamic'
import { useRested } from '#lib/use-rested.ts'

const Layers = dynamic(() => import('./layers.tsx').then((file) => file.Layers), { ssr: false })

/** Tooltips and toasts: nobody needs their code before the page stands. Once on a page. */
export function LateLayers() {
  return useRested() && <Layers />
}
