import clsx from 'clsx'
import { CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Spinner } from '#components/ui/spinner.tsx'
import type { ProbeStep } from '#server/model/probe.ts'

const looks: Record<ProbeStep['status'], { icon: ReactNode; word: string; className: string }> = {
  waiting: { icon: <CircleDashed aria-hidden />, word: 'Waiting', className: 'text-ink-faint' },
  running: { icon: <Spinner />, word: 'Checking', className: 'text-waiting' },
  passed: { icon: <CircleCheck aria-hidden />, word: 'Passed', className: 'text-good' },
  failed: { icon: <CircleX aria-hidden />, word: 'Failed', className: 'text-failing' },
  not_tried: { icon: <CircleMinus aria-hidden />, word: 'Not tried', className: 'text-ink-faint' },
  skipped: { icon: <CircleMinus aria-hidden />, word: 'Skipped', className: 'text-ink-faint' },
}

/** The check list of a connection: each step with its outcome, its time, and cause and cure when it failed. */
export function ProbeSteps({ steps }: { steps: ProbeStep[] }) {
  return (
    <ol aria-label="Connection check" aria-live="polite" className="flex flex-col">
      {steps.map((step) => {
        const look = looks[step.status]
        return (
          <li
            key={step.id}
            className="grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2 border-b border-line py-2 last:border-b-0"
          >
            <span className={clsx('pt-0.5 [&_svg]:size-4', look.className)}>{look.icon}</span>
            <span
              className={clsx(
                step.status === 'not_tried' || step.status === 'waiting' ? 'text-ink-muted' : 'font-medium',
              )}
            >
              {step.label}
              <span className="sr-only">: {look.word}</span>
            </span>
            <span className="tabular text-dense text-ink-muted">
              {step.milliseconds === null ? look.word.toLowerCase() : `${step.milliseconds} ms`}
            </span>
            {step.detail !== null && (
              <p
                className={clsx(
                  'col-start-2 text-dense',
                  step.status === 'failed' ? 'text-failing' : 'text-ink-muted',
                )}
              >
                {step.detail}
              </p>
            )}
            {step.cure !== null && <p className="col-start-2 max-w-[72ch] text-dense">{step.cure}</p>}
          </li>
        )
      })}
    </ol>
  )
}
