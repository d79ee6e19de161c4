'use client'
import { Line, LineChart, ResponsiveContainer, Tooltip } from 'recharts'
import { axes } from './axes.tsx'
import { chartColors } from './chart-colors.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { ChartPoint, Plot } from './chart-types.ts'

/** Strokes tell the lines apart without their colour. */
const dashes = ['0', '6 3', '2 3', '8 3 2 3']

/** Lines with gaps where nothing was measured. Loaded apart from the page: recharts is heavy. */
export function LinesPlot({ series, points, timeZone, format, stepped }: Plot) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} accessibilityLayer>
        {axes(timeZone, format)}
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
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
        {series.map(({ key, label, meaning }, index) => (
          <Line
            key={key}
            name={label}
            dataKey={(point: ChartPoint) => point.values[key]}
            type={stepped ? 'stepAfter' : 'linear'}
            connectNulls={false}
            stroke={chartColors[meaning]}
            strokeWidth={1.75}
            strokeDasharray={dashes[index % dashes.length] ?? '0'}
            // A lone measurement between two gaps has no line; the dot shows it.
            dot={{ r: 1.5, fill: chartColors[meaning], strokeWidth: 0 }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
