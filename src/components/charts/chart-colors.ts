/** One meaning, one colour, in every chart. The set is told apart with any colour vision; see docs/decisions/ui.md. */
export const chartColors = {
  ok: 'var(--chart-1)',
  succeeded: 'var(--chart-1)',
  created: 'var(--chart-1)',
  connection: 'var(--chart-2)',
  failed: 'var(--chart-2)',
  authentication: 'var(--chart-5)',
  validation: 'var(--chart-4)',
  updated: 'var(--chart-3)',
  unchanged: 'var(--chart-7)',
  deleted: 'var(--chart-5)',
  applied: 'var(--chart-1)',
  waiting: 'var(--chart-3)',
  ignored: 'var(--chart-4)',
  dead: 'var(--chart-2)',
  came: 'var(--chart-1)',
  gone: 'var(--chart-2)',
  changed: 'var(--chart-3)',
  stock: 'var(--chart-4)',
  repriced: 'var(--chart-5)',
  people: 'var(--chart-7)',
  p50: 'var(--chart-1)',
  p95: 'var(--chart-3)',
  p99: 'var(--chart-5)',
} as const

export type ChartMeaning = keyof typeof chartColors
