import clsx from 'clsx'
import { count } from '#lib/numbers.ts'
import type { Summary } from './words.ts'

type Judgement = NonNullable<Summary['judgement']>
type Measure = Exclude<Judgement[keyof Judgement], boolean>

const labels: Record<Exclude<keyof Judgement, 'stopped'>, string> = {
  gone: 'Products gone or hidden',
  zeroed: 'Stock that drops to nothing',
  repriced: 'Prices that move by over half',
  customers: 'Customers gone',
  batches: 'Batches gone',
}
const always = ['gone', 'zeroed', 'repriced']

/** What a sync would do against what it may do unasked: a bar each, with a mark at the limit. */
export function GuardBars({ judgement }: { judgement: Judgement }) {
  const measures = (Object.keys(labels) as (keyof typeof labels)[])
    .map((key) => ({ key, measure: judgement[key] }))
    .filter(({ key, measure }) => always.includes(key) || measure.count > 0)
  return (
    <ul aria-label="Against the limits" className="grid gap-x-8 gap-y-4 md:grid-cols-3">
      {measures.map(({ key, measure }) => (
        <li key={key}>
          <Bar label={labels[key]} measure={measure} stopped={judgement.stopped} />
        </li>
      ))}
    </ul>
  )
}

function Bar({ label, measure, stopped }: { label: string; measure: Measure; stopped: boolean }) {
  const share = measure.known === 0 ? 0 : Math.min(1, measure.count / measure.known)
  const over = stopped && measure.known >= 10 && measure.count > measure.known * measure.limit
  const percent = (value: number) => `${Math.round(value * 100)} %`
  return (
    <div className="flex flex-col gap-1 text-dense">
      <div className="flex items-baseline justify-between gap-2">
        <span>{label}</span>
        <span className={clsx('tabular font-medium', over && 'text-failing')}>{percent(share)}</span>
      </div>
      <div className="relative h-2 rounded-full bg-hover" aria-hidden>
        <div
          className={clsx('h-2 rounded-full', over ? 'bg-failing-solid' : 'bg-accent')}
          style={{ width: share === 0 ? 0 : `max(4px, ${share * 100}%)` }}
        />
        <div
          className="absolute -inset-y-1 w-0.5 bg-ink-muted"
          style={{ left: `calc(${Math.min(1, measure.limit) * 100}% - 1px)` }}
        />
      </div>
      <span className="tabular text-ink-muted">
        {measure.known === 0 ? 'None' : `${count(measure.count)} of ${count(measure.known)}`}; the limit is{' '}
        {percent(measure.limit)}
        {over && <span className="font-medium text-failing"> · over the limit</span>}
      </span>
    </div>
  )
}
