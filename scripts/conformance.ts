/** `npm run conformance`: every behaviour of every adapter against its simulator; prints the table and writes docs/conformance.md. */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { pageFile, readTable } from './conformance/page.ts'
import { countOutcomes } from './conformance/table.ts'
import { writeText } from './conformance/write-table.ts'
import { projectFolder } from './start/options.ts'
import { reportFileOf, runVitest } from './test/suites.ts'

const tally = await runVitest('contract')
const { table, page } = readTable(reportFileOf('contract'))
writeFileSync(pageFile, page)
console.log(`\n${writeText(table)}\nWritten to ${relative(projectFolder, pageFile)}`)
const failed = tally.failed + countOutcomes(table.themes).failed
process.exit(failed === 0 ? 0 : 1)
