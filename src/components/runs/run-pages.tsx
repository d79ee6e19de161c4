'use client'
import { entityWords } from '#lib/entity-words.ts'
import { count } from '#lib/numbers.ts'
import { clockTime } from '#lib/time.ts'
import type { Outputs } from '#trpc/types.ts'

type Run = Outputs['runs']['get']
type Page = Run['pages'][number]

const headers = [
  'Records',
  'At',
  'Read',
  'Created',
  'Updated',
  'Unchanged',
  'Failed',
  'Fetch',
  'Write',
] as const

function cells(page: Page, timeZone: string): string[] {
  return [
    `${entityWords[page.entity].label} · page ${page.number}`,
    clockTime(page.createdAt, timeZone),
    ...[page.read, page.created, page.updated, page.unchanged, page.failed].map(count),
    `${count(page.fetchMs)} ms`,
    `${count(page.writeMs)} ms`,
  ]
}

/** Timing of a run page by page: how long the POS took, and how long writing took. */
export function RunPages({ run }: { run: Run }) {
  if (run.pages.length === 0) return <p className="p-4 text-ink-muted">No page was written yet.</p>
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-dense">
        <caption className="sr-only">Pages of this sync, the last 200</caption>
        <thead>
          <tr>
            {headers.map((header, column) => (
              <th
                key={header}
                scope="col"
                className={`h-9 border-b border-line px-3 font-medium text-ink-muted first:pl-4 last:pr-4 ${column === 0 ? 'text-left' : 'text-right'}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular">
          {run.pages.map((page) => (
            <tr key={`${page.entity}-${page.number}`}>
              {cells(page, run.timeZone).map((cell, column) => (
                <td
                  key={headers[column]}
                  className={`h-8 border-b border-line px-3 whitespace-nowrap first:pl-4 last:pr-4 ${column === 0 ? '' : 'text-right'}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
