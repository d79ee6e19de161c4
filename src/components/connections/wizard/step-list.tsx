import clsx from 'clsx'
import { Check } from 'lucide-react'

export const wizardSteps = ['vendor', 'credentials', 'check', 'schedule', 'sync'] as const
export type WizardStep = (typeof wizardSteps)[number]

const labels: Record<WizardStep, string> = {
  vendor: 'Choose a POS',
  credentials: 'Enter credentials',
  check: 'Check the connection',
  schedule: 'What to sync and when',
  sync: 'First sync',
}

/** The wizard's steps with their state. A step that was reached before can be gone back to. */
export function StepList({
  current,
  reached,
  onGo,
}: {
  current: WizardStep
  /** The furthest step that may be opened. */
  reached: WizardStep
  onGo: (step: WizardStep) => void
}) {
  const furthest = wizardSteps.indexOf(reached)
  return (
    <nav aria-label="Steps" className="min-w-0">
      <ol className="flex gap-1 overflow-x-auto lg:flex-col">
        {wizardSteps.map((step, index) => {
          const active = step === current
          const done = index < wizardSteps.indexOf(current)
          return (
            <li key={step} className="shrink-0">
              <button
                type="button"
                disabled={index > furthest || active}
                aria-current={active ? 'step' : undefined}
                onClick={() => onGo(step)}
                className={clsx(
                  'flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left text-dense whitespace-nowrap',
                  active
                    ? 'bg-pressed font-medium'
                    : 'text-ink-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink',
                )}
              >
                <span
                  aria-hidden
                  className={clsx(
                    'tabular flex size-5 shrink-0 items-center justify-center rounded-full border text-2xs [&_svg]:size-3',
                    done ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong',
                  )}
                >
                  {done ? <Check /> : index + 1}
                </span>
                {labels[step]}
                {done && <span className="sr-only"> (done)</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
