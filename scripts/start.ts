/** `npm start`: everything on one machine. `npm run dev`: the same with hot reload. Ctrl-C stops it all. */
import { bringUp } from './start/bring-up.ts'
import { listenForInterruption } from './start/interruption.ts'
import { readOptions } from './start/options.ts'
import { explain, StartProblem } from './start/problem.ts'
import { createReport } from './start/report.ts'

const interruption = listenForInterruption()
const report = createReport(interruption.signal)
const resources = new AsyncDisposableStack()

/** Whether there is anything to say about stopping: not when the start itself came to nothing. */
let wasUp = false

try {
  const options = readOptions(process.env, process.argv.slice(2))
  const running = await bringUp(options, resources, report, interruption.signal)
  wasUp = true
  report.line(`\nCairn is at ${running.address}`)
  if (options.demo) {
    const { demoPeople, demoPassword } = await import('./seed/demo-data.ts')
    for (const { email, role, does } of demoPeople) {
      report.line(`  ${role.padEnd(7)} ${email.padEnd(24)} ${demoPassword(role).padEnd(22)} ${does}`)
    }
  }
  report.line('Ctrl-C stops everything.\n')
  await Promise.race([interruption.happened, running.failed])
} catch (error) {
  if (!interruption.signal.aborted) {
    process.exitCode = 1
    console.error(`\n${error instanceof StartProblem ? explain(error) : (error as Error).stack}`)
  }
}

const audible = wasUp || interruption.signal.aborted
if (audible) report.line('Stopping …')
await resources.disposeAsync()
if (audible) report.line('Everything has stopped.')
process.exit()
