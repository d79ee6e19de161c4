'use client'
import { ChartColumn, Table2 } from 'lucide-react'
import { type ComponentType, useRef, useState } from 'react'
import { Card } from '#components/ui/card.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useSeen } from '#lib/use-seen.ts'
import { chartColors } from './chart-colors.ts'
import { ChartTable } from './chart-table.tsx'
import type { ChartProps, Plot } from './chart-types.ts'

/** Title, legend and the picture of a chart, with the same figures as a table one click away. */
export function ChartFrame({ plot: PlotOf, ...chart }: ChartProps & { plot: ComponentType<Plot> }) {
  const [asTable, setAsTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  // What draws is 105 kB: it comes when the chart is looked at, and after the rest of the page.
  const seen = useSeen(box)
  const { points, series, timeZone, format, stepped } = chart
  const empty = points?.every((point) => Object.values(point.values).every((value) => !value))
  return (
    <Card
      title={chart.title}
      description={chart.description}
      actions={
        <>
          {chart.actions}
          <IconButton
            label={asTable ? 'Show as chart' : 'Show as table'}
            icon={asTable ? <ChartColumn /> : <Table2 />}
            onClick={() => setAsTable(!asTable)}
          />
        </>
      }
    >
      {asTable && <ChartTable {...chart} points={points ?? []} />}
      {!asTable && (
        <figure aria-label={`${chart.title}. ${chart.description}`} className="m-0">
          <div ref={box} className={chart.low === true ? 'h-28' : 'h-52'}>
            {empty === true ? (
              <p className="grid h-full place-items-center rounded-control border border-dashed border-line text-dense text-ink-muted">
                Nothing was measured in this time.
              </p>
            ) : points === undefined || !seen ? (
              <Skeleton className="h-full w-full" />
            ) : (
              <PlotOf series={series} points={points} timeZone={timeZone} format={format} stepped={stepped} />
            )}
          </div>
          <figcaption className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-muted">
            {series.map(({ key, label, meaning }) => (
              <span key={key} className="inline-flex items-center gap-1.5">
                <svg aria-hidden width="10" height="10">
                  <rect width="10" height="10" rx="2" fill={chartColors[meaning]} />
                </svg>
                {label}
              </span>
            ))}
            <span className="ml-auto">{timeZone}</span>
          </figcaption>
        </figure>
      )}
    </Card>
  )
}
