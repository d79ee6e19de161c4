import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allManifests } from '#server/adapters/lookup.ts'
import { projectFolder } from '../start/options.ts'
import { reportSchema, tabulate } from './table.ts'
import { writePage } from './write-table.ts'

export const pageFile = join(projectFolder, 'docs', 'conformance.md')

/** The table out of a report file of the contract tests, and the page it makes. @throws when there is no such report */
export function readTable(reportFile: string) {
  const table = tabulate(reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8'))))
  const names = new Map(allManifests().map(({ id, name }) => [id, name]))
  return { table, page: writePage(table, names) }
}

/** Whether docs/conformance.md shows what a report says. */
export function isCurrent(reportFile: string): boolean {
  return existsSync(pageFile) && readFileSync(pageFile, 'utf8') === readTable(reportFile).page
}
