'use client'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useMay } from '#trpc/use-me.ts'
import { RunNow } from './run-now.tsx'

/** The way to a sync from the list of syncs, for those who may start one. */
export function RunNowButton() {
  const mayStart = useMay('runs.start')
  const [open, setOpen] = useState(false)
  if (!mayStart) return null
  return (
    <>
      <Button look="primary" icon={<RefreshCw />} onClick={() => setOpen(true)}>
        Sync now…
      </Button>
      <RunNow open={open} onOpenChange={setOpen} />
    </>
  )
}
