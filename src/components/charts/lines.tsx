'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartProps } from './chart-types.ts'

const LinesPlot = dynamic(() => import('./lines-plot.tsx').then((file) => file.LinesPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})

/** Measurements over time: latency percentiles. */
export function Lines(chart: ChartProps) {
  return <ChartFrame {...chart} plot={LinesPlot} />
}
