import { exactTime } from '#lib/time.ts'
import { chartColors } from './chart-colors.ts'
import type { ChartPoint, Plot } from './chart-types.ts'

type RechartsTooltip = { active?: boolean; payload?: readonly { payload?: unknown }[] }

/** Every series at the moment under the pointer. */
export function ChartTooltip({ active, payload, series, timeZone, format }: RechartsTooltip & Plot) {
  const point = payload?.[0]?.payload as ChartPoint | undefined
  if (active !== true || point === undefined) return null
  return (
    <div className="rounded-control border border-line bg-raised px-3 py-2 text-xs shadow-overlay">
      <p className="mb-1 font-medium">{exactTime(point.at, timeZone)}</p>
      {series.map(({ key, label, meaning }) => {
        const value = point.values[key]
        return (
          <p key={key} className="tabular flex items-center gap-2 text-ink-muted">
            <svg aria-hidden width="8" height="8">
              <rect width="8" height="8" rx="2" fill={chartColors[meaning]} />
            </svg>
            <span className="flex-1">{label}</span>
            <span className="pl-3 text-ink">
              {value === null || value === undefined ? 'not measured' : format(value)}
            </span>
          </p>
        )
      })}
    </div>
  )
}
