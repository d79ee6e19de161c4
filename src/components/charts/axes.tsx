import { CartesianGrid, XAxis, YAxis } from 'recharts'
import { clockTime } from '#lib/time.ts'
import type { ChartPoint } from './chart-types.ts'

const tick = { fill: 'var(--ink-muted)', fontSize: 11 }

/**
 * Grid and axes shared by all charts. Called as a function, because recharts 3 looks for its own elements.
 * `format` is for the value axis.
 */
export function axes(timeZone: string, format: (value: number) => string) {
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
      <XAxis
        dataKey={(point: ChartPoint) => point.at.getTime()}
        tickFormatter={(at: number) => clockTime(new Date(at), timeZone)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={32}
      />
      <YAxis
        width={52}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickFormatter={format}
        allowDecimals={false}
      />
    </>
  )
}
