'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartProps } from './chart-types.ts'

const StackedBarsPlot = dynamic(
  () => import('./stacked-bars-plot.tsx').then((file) => file.StackedBarsPlot),
  {
    ssr: false,
    loading: () => <Skeleton className="h-full w-full" />,
  },
)

/** Counts over time, stacked: calls by outcome, records by what happened to them. */
export function StackedBars(chart: ChartProps) {
  return <ChartFrame {...chart} plot={StackedBarsPlot} />
}
