'use client'
import { ChartColumn, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Card } from '#components/ui/card.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { type ChartPoint, type ChartSeries, chartColors } from './chart-colors.ts'
import { ChartTable } from './chart-table.tsx'

export type ChartProps = {
  title: string
  /** The unit and span: "Calls per 10 min, last 24 h". */
  description: string
  series: readonly ChartSeries[]
  points: readonly ChartPoint[]
  /** The store's IANA zone, named under the axis. */
  timeZone: string
  /** A value with its unit, for the tooltip and the table. */
  format: (value: number) => string
}

export type Plot = Omit<ChartProps, 'title' | 'description'>

/** Title, legend and the picture of a chart, with the same figures as a table one click away. */
export function ChartFrame({ plot, ...chart }: ChartProps & { plot: ReactNode }) {
  const [asTable, setAsTable] = useState(false)
  const empty = chart.points.every((point) => Object.values(point.values).every((value) => !value))
  return (
    <Card
      title={chart.title}
      description={chart.description}
      actions={
        <IconButton
          label={asTable ? 'Show as chart' : 'Show as table'}
          icon={asTable ? <ChartColumn /> : <Table2 />}
          onClick={() => setAsTable(!asTable)}
        />
      }
    >
      {asTable && <ChartTable {...chart} />}
      {!asTable && (
        <figure aria-label={`${chart.title}. ${chart.description}`} className="m-0">
          <div className="relative h-52">
            {plot}
            {empty && (
              <p className="absolute inset-0 grid place-items-center text-dense text-ink-muted">
                Nothing was measured in this time.
              </p>
            )}
          </div>
          <figcaption className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-muted">
            {chart.series.map((series) => (
              <span key={series.key} className="inline-flex items-center gap-1.5">
                <svg aria-hidden width="10" height="10">
                  <rect width="10" height="10" rx="2" fill={chartColors[series.meaning]} />
                </svg>
                {series.label}
              </span>
            ))}
            <span className="ml-auto">{chart.timeZone}</span>
          </figcaption>
        </figure>
      )}
    </Card>
  )
}
