import { z } from 'zod'

/** What is used of the report of vitest's JSON reporter. */
export const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          meta: z.object({ notOffered: z.string().optional() }).optional(),
        }),
      ),
    }),
  ),
})
export type Report = z.infer<typeof reportSchema>

export type Outcome = { status: 'passed' | 'failed' } | { status: 'not offered'; reason: string }

/** Behaviours of one theme; outcomes by vendor id. */
export type Theme = { name: string; rows: { behaviour: string; outcomes: Map<string, Outcome> }[] }

/** Themes in the order one meets them when a POS is connected; others follow by name. */
const order = [
  'signing in',
  'reading',
  'people',
  'notices',
  'lists',
  'records the POS cannot give',
  'oddities',
  'the budget',
  'failures',
]

/**
 * The table of behaviours, adapter × behaviour, out of a report of the contract tests.
 * Tests count whose describe is called "<theme> · <vendor>"; each title is one behaviour.
 * A test that ended without a result, or was skipped without a reason, counts as failed: nothing shows that it holds.
 */
export function tabulate(report: Report): { vendors: string[]; themes: Theme[] } {
  const themes = new Map<string, Map<string, Map<string, Outcome>>>()
  for (const { assertionResults } of report.testResults) {
    for (const { ancestorTitles, title, status, meta } of assertionResults) {
      const [theme = '', vendor] = ancestorTitles.at(-1)?.split(' · ') ?? []
      if (vendor === undefined) continue
      const rows = themes.get(theme) ?? new Map<string, Map<string, Outcome>>()
      const outcomes = rows.get(title) ?? new Map<string, Outcome>()
      outcomes.set(vendor, outcomeOf(status, meta?.notOffered))
      themes.set(theme, rows.set(title, outcomes))
    }
  }
  const all = [...themes].map(([name, rows]) => ({
    name,
    rows: [...rows].map(([behaviour, outcomes]) => ({ behaviour, outcomes })),
  }))
  const vendors = new Set(all.flatMap(({ rows }) => rows.flatMap(({ outcomes }) => [...outcomes.keys()])))
  return { vendors: [...vendors].sort(), themes: all.sort(byOrder) }
}

function outcomeOf(status: string, notOffered: string | undefined): Outcome {
  if (status === 'passed') return { status: 'passed' }
  return notOffered !== undefined && status !== 'failed'
    ? { status: 'not offered', reason: notOffered }
    : { status: 'failed' }
}

function byOrder(a: Theme, b: Theme): number {
  const place = ({ name }: Theme) => (order.includes(name) ? order.indexOf(name) : order.length)
  return place(a) - place(b) || a.name.localeCompare(b.name)
}

/** How often each outcome occurs. */
export function countOutcomes(themes: Theme[]): Record<Outcome['status'], number> {
  const counts = { passed: 0, 'not offered': 0, failed: 0 }
  for (const { rows } of themes) {
    for (const { outcomes } of rows) for (const { status } of outcomes.values()) counts[status] += 1
  }
  return counts
}
