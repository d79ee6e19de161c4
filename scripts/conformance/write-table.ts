import { countOutcomes, type Outcome, type Theme, type tabulate } from './table.ts'

const marks = { passed: '✓', 'not offered': '–', failed: '✗' }

const mark = (outcome: Outcome | undefined) => (outcome === undefined ? '' : marks[outcome.status])

/** The table as a page of documentation. `names` are the vendors' by id. */
export function writePage(
  { vendors, themes }: ReturnType<typeof tabulate>,
  names: Map<string, string>,
): string {
  const head = vendors.map((vendor) => names.get(vendor) ?? vendor)
  const parts = themes.map((theme) =>
    [
      `## ${capitalised(theme.name)}`,
      '',
      row(['', ...head]),
      row(['---', ...vendors.map(() => ':-:')]),
      ...theme.rows.map(({ behaviour, outcomes }) =>
        row([capitalised(behaviour), ...vendors.map((vendor) => mark(outcomes.get(vendor)))]),
      ),
      ...reasons(theme, vendors, names),
    ].join('\n'),
  )
  return `${[introduction(themes), ...parts].join('\n\n')}\n`
}

function introduction(themes: Theme[]): string {
  const counts = countOutcomes(themes)
  return `# What every adapter is held to

\`npm run conformance\` runs each behaviour against each vendor's simulator over HTTP and writes this page; nothing here is
written by hand. ✓ passed (${counts.passed}), – not offered by the POS (${counts['not offered']}), ✗ failed (${counts.failed}). What is not offered doesn't count as passed.`
}

/** Why a dash is a dash, once for each behaviour and vendor. */
function reasons({ rows }: Theme, vendors: string[], names: Map<string, string>): string[] {
  const lines = rows.flatMap(({ behaviour, outcomes }) => {
    const said = vendors.flatMap((vendor) => {
      const outcome = outcomes.get(vendor)
      return outcome?.status === 'not offered' ? [`${names.get(vendor) ?? vendor}: ${outcome.reason}`] : []
    })
    return said.length === 0 ? [] : [`- ${capitalised(behaviour)} — ${said.join('; ')}.`]
  })
  return lines.length === 0 ? [] : ['', 'Not offered:', '', ...lines]
}

const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The table for a terminal. */
export function writeText({ vendors, themes }: ReturnType<typeof tabulate>): string {
  const width = Math.max(...themes.flatMap(({ rows }) => rows.map(({ behaviour }) => behaviour.length)))
  const line = (first: string, cells: string[]) =>
    `  ${first.padEnd(width)}  ${cells.map((cell, i) => cell.padEnd(vendors[i]?.length ?? 0)).join('  ')}`.trimEnd()
  const parts = themes.map(({ name, rows }) =>
    [
      line(name.toUpperCase(), vendors),
      ...rows.map(({ behaviour, outcomes }) =>
        line(
          behaviour,
          vendors.map((vendor) => mark(outcomes.get(vendor))),
        ),
      ),
    ].join('\n'),
  )
  const counts = countOutcomes(themes)
  return `${parts.join('\n\n')}\n\n✓ ${counts.passed} passed, – ${counts['not offered']} not offered, ✗ ${counts.failed} failed`
}
