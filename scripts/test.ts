/** `npm test`: every check there is, all of them even when one fails. Ends with the sum. */
import { existsSync } from 'node:fs'
import { isCurrent } from './conformance/page.ts'
import { reportFileOf, runBrowserTests, runCheck, runVitest, type Tally } from './test/suites.ts'

type Part = () => Promise<Tally>

/** Side by side, and the rest may not begin before them: the build writes the types that the type check reads. */
const checks: Part[] = [
  () => runCheck('lint', ['biome', 'check', '--error-on-warnings', '.']),
  () =>
    runCheck(
      'typecheck',
      ['next', 'typegen'],
      ['node', 'node_modules/typescript-native/bin/tsc', '--noEmit'],
    ),
  () => runCheck('boundaries', ['node', 'scripts/check-boundaries.ts']),
  () => runCheck('dead code', ['knip']),
]
const tests: Part[] = [
  () => runVitest('unit'),
  () => runVitest('contract'),
  checkTable,
  () => runVitest('integration'),
]
/** Beside the other tests, because both mostly wait: for pages, and for POS that allow few calls. */
const browser: Part[] = [
  () => runCheck('build', ['node', 'scripts/build.ts']),
  () => runCheck('page size', ['node', 'scripts/check-page-size.ts']),
  runBrowserTests,
]

const tallies = (await Promise.all(checks.map((check) => runAll([check])))).flat()
for (const lane of await Promise.all([runAll(tests), runAll(browser)])) tallies.push(...lane)

console.log('Summary')
for (const tally of tallies) console.log(`  ${tally.failed === 0 ? '✓' : '✗'} ${describeTally(tally)}`)

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** One after the other. */
async function runAll(parts: Part[]): Promise<Tally[]> {
  const done: Tally[] = []
  for (const part of parts) {
    const tally = await part()
    done.push(tally)
    console.log(`\n${tally.failed === 0 ? '✓' : '✗'} ${describeTally(tally)}\n`)
  }
  return done
}

/** docs/conformance.md shows what the contract tests just found. */
async function checkTable(): Promise<Tally> {
  const report = reportFileOf('contract')
  const current = existsSync(report) && isCurrent(report)
  if (!current) console.log('docs/conformance.md is not what the contract tests found: npm run conformance')
  return { name: 'conformance table', passed: current ? 1 : 0, failed: current ? 0 : 1, seconds: 0 }
}

function describeTally({ name, passed, failed, seconds }: Tally): string {
  return `${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`
}
