/** `npm run chaos [-- --seed <number> --minutes <number>]`: breaks Cairn on purpose and checks what is left. docs/chaos.md */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { listenForInterruption } from '#scripts/start/interruption.ts'
import { projectFolder } from '#scripts/start/options.ts'
import { explain } from '#scripts/start/problem.ts'
import { createReport } from '#scripts/start/report.ts'
import { openHistory } from './history.ts'
import { readOptions } from './options.ts'
import { runChaos } from './run-chaos.ts'
import { judge } from './verdict.ts'

const interruption = listenForInterruption()
const report = createReport(interruption.signal)
const resources = new AsyncDisposableStack()
try {
  const options = readOptions(process.argv.slice(2))
  const base = join(projectFolder, '.data', 'chaos')
  mkdirSync(base, { recursive: true })
  const folder = mkdtempSync(join(base, `${options.seed}-`))
  const file = join(folder, 'history.jsonl')
  const history = openHistory(file)
  resources.defer(history.close)
  report.line(`Seed ${options.seed}. What is done goes into ${file}, what the processes say beside it.`)
  const outcome = await runChaos(options, folder, history, resources, report, interruption.signal)
  const verdict = judge(outcome, history.entries)
  for (const line of verdict.lines) report.line(line)
  if (verdict.violations > 0) {
    process.exitCode = 1
    report.line(`\nAgain with the same: npm run chaos -- --seed ${options.seed} --minutes ${options.minutes}`)
  }
} catch (error) {
  process.exitCode = 1
  report.line(`\n${explain(error)}`)
}
await resources.disposeAsync()
process.exit()
