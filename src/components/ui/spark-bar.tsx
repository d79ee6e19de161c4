import clsx from 'clsx'
import { range } from '#lib/range.ts'

export type SparkPoint = {
  key: string
  label: string
  value: number
  tone: 'good' | 'attention' | 'failing' | 'paused'
}

const height = 20
const shortest = 3
const fills = {
  good: 'fill-chart-1',
  attention: 'fill-chart-4',
  failing: 'fill-chart-2',
  paused: 'fill-chart-7',
}

/**
 * Small bars, newest last; the height grows with the square root of `value`, so that one full sync doesn't flatten
 * the rest. A failure is also a hollow bar: it doesn't need its colour.
 */
export function SparkBar({
  label,
  points,
  slots = 8,
}: {
  label: string
  points: SparkPoint[]
  slots?: number
}) {
  const most = Math.sqrt(Math.max(1, ...points.map((point) => point.value)))
  const first = slots - points.length
  return (
    <svg role="img" aria-label={label} width={slots * 8} height={height} className="shrink-0 align-middle">
      <title>{points.map((point) => point.label).join('\n') || label}</title>
      {range(first).map((slot) => (
        <rect key={slot} x={slot * 8} y={height - 1} width={6} height={1} className="fill-line-strong" />
      ))}
      {points.map((point, index) => {
        const tall = Math.max(shortest, (Math.sqrt(point.value) / most) * height)
        const hollow = point.tone === 'failing'
        return (
          <rect
            key={point.key}
            x={(first + index) * 8 + (hollow ? 0.75 : 0)}
            y={height - tall + (hollow ? 0.75 : 0)}
            width={hollow ? 4.5 : 6}
            height={hollow ? Math.max(1, tall - 1.5) : tall}
            rx={1}
            className={clsx(hollow ? 'fill-transparent stroke-chart-2 stroke-[1.5]' : fills[point.tone])}
          />
        )
      })}
    </svg>
  )
}
