import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../start/options.ts'
import { run } from './run.ts'

/** What one part of the test command came to. A check such as the linter counts as one test. */
export type Tally = { name: string; passed: number; failed: number; seconds: number }

const reports = join(projectFolder, '.data', 'test-reports')

/** A command that passes or fails as a whole; its output is shown when it fails. */
export async function runCheck(name: string, ...commands: string[][]): Promise<Tally> {
  let seconds = 0
  for (const command of commands) {
    const outcome = await run(command)
    seconds += outcome.seconds
    if (outcome.code !== 0) {
      console.log(outcome.output.trimEnd())
      return { name, passed: 0, failed: 1, seconds }
    }
  }
  return { name, passed: 1, failed: 0, seconds }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** One project of vitest.config.ts. A file that does not even load counts as one failure. */
export async function runVitest(project: string): Promise<Tally> {
  const file = freshReport(project)
  const command = [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const { code, seconds } = await run(command, { echo: true })
  const report = readReport<VitestReport>(file)
  const unloadable = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return tally(
    project,
    report?.numPassedTests,
    (report?.numFailedTests ?? 0) + unloadable.length,
    code,
    seconds,
  )
}

type PlaywrightReport = { stats: { expected: number; flaky: number; unexpected: number } }

/** The browser tests, on a stack of their own. What they print is shown at the end, since others print meanwhile. */
export async function runBrowserTests(): Promise<Tally> {
  const file = freshReport('e2e')
  const { code, seconds, output } = await run(['node', 'scripts/e2e.ts'], { env: { E2E_REPORT: file } })
  console.log(output.trimEnd())
  const stats = readReport<PlaywrightReport>(file)?.stats
  return tally('e2e', stats && stats.expected + stats.flaky, stats?.unexpected ?? 0, code, seconds)
}

/** No tests at all, and a bad end without a failed test (a crash, an error outside of tests), are failures too. */
function tally(name: string, passed = 0, failed: number, code: number, seconds: number): Tally {
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { name, passed, failed: silent ? 1 : failed, seconds }
}

/** Where the last run of a part left its report. */
export function reportFileOf(name: string): string {
  return join(reports, `${name}.json`)
}

function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true })
  const file = reportFileOf(name)
  rmSync(file, { force: true })
  return file
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
