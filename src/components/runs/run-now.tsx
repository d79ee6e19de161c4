'use client'
import dynamic from 'next/dynamic'
import { useWanted } from '#lib/use-wanted.ts'
import type { RunNowProps } from './run-now-dialog.tsx'

const RunNowDialog = dynamic(() => import('./run-now-dialog.tsx').then((file) => file.RunNowDialog), {
  ssr: false,
})

/** Starts a sync of chosen kinds of record in a chosen way, and goes to it. */
export function RunNow(props: RunNowProps) {
  return useWanted(props.open) && <RunNowDialog {...props} />
}
