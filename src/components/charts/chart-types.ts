import type { ReactNode } from 'react'
import type { ChartMeaning } from './chart-colors.ts'

export type ChartSeries = { key: string; label: string; meaning: ChartMeaning }

/** One moment (or run) of a chart. null is a gap: nothing was measured. */
export type ChartPoint = { at: Date; values: Record<string, number | null> }

export type ChartProps = {
  title: string
  /** The unit and span: "Calls per 10 min, last 24 h". */
  description: string
  series: readonly ChartSeries[]
  /** undefined while they are being loaded. */
  points: readonly ChartPoint[] | undefined
  /** The store's IANA zone, named under the axis. */
  timeZone: string
  /** A value holds until the next one: lines go in steps. */
  stepped?: boolean | undefined
  /** Half as high: beside a list that it sums up. */
  low?: boolean | undefined
  /** A value with its unit, for the tooltip and the table. */
  format: (value: number) => string
  /** Beside the title: what chooses what is drawn. */
  actions?: ReactNode
}

/** What a plot is given. */
export type Plot = Omit<ChartProps, 'title' | 'description' | 'points' | 'actions'> & {
  points: readonly ChartPoint[]
}
