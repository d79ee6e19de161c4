'use client'
import { Bar, BarChart, ResponsiveContainer, Tooltip } from 'recharts'
import { axes } from './axes.tsx'
import { chartColors } from './chart-colors.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { ChartPoint, Plot } from './chart-types.ts'

/** Bars, one series on the other. Loaded apart from the page: recharts is heavy. */
export function StackedBarsPlot({ series, points, timeZone, format }: Plot) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...points]}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap={2}
        accessibilityLayer
      >
        {axes(timeZone, format)}
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          isAnimationActive={false}
          content={(tooltip) => (
            <ChartTooltip
              active={tooltip.active}
              payload={tooltip.payload}
              series={series}
              points={points}
              timeZone={timeZone}
              format={format}
            />
          )}
        />
        {series.map(({ key, label, meaning }) => (
          <Bar
            key={key}
            name={label}
            dataKey={(point: ChartPoint) => point.values[key]}
            stackId="all"
            fill={chartColors[meaning]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
