'use client'
import { RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ProbeSteps } from '#components/connections/probe-steps.tsx'
import { supportDetails } from '#components/connections/support-details.ts'
import { useCheck } from '#components/connections/use-check.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import type { Outputs } from '#trpc/types.ts'

type CheckStepProps = {
  draft: Outputs['connections']['get']
  onEdit: () => void
  onPassed: () => void
}

/** Tries the connection step by step, at once when it was never tried. */
export function CheckStep({ draft, onEdit, onPassed }: CheckStepProps) {
  const { check, running, failure, start } = useCheck(draft.id)
  const started = useRef(false)
  useEffect(() => {
    if (started.current || draft.lastCheck !== null) return
    started.current = true
    start()
  }, [draft.lastCheck, start])

  const steps = check?.steps ?? (running ? [] : (draft.lastCheck?.steps ?? []))
  const ok = check === null ? draft.lastCheck?.ok === true && !running : check.done && check.ok

  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-md font-semibold">Check the connection</h2>
      {steps.length === 0 && failure === null ? <SkeletonText lines={6} /> : <ProbeSteps steps={steps} />}
      {failure !== null && (
        <p role="alert" className="text-dense text-failing">
          {failure}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {ok ? (
          <Button look="primary" onClick={onPassed}>
            Choose what to sync
          </Button>
        ) : (
          <Button look="primary" icon={<RotateCw />} busy={running} onClick={start}>
            {running ? 'Checking' : 'Try again'}
          </Button>
        )}
        <Button onClick={onEdit}>Change credentials</Button>
        {!running && !ok && steps.length > 0 && (
          <span className="inline-flex items-center gap-1 text-dense text-ink-muted">
            <CopyButton label="Copy details" text={supportDetails(draft, steps)} />
            Details for {draft.vendorName} support
          </span>
        )}
      </div>
    </div>
  )
}
