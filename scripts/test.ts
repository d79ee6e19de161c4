/** `npm test`: every check there is, cheapest first, all of them even when one fails. Ends with the sum. */
import { existsSync } from 'node:fs'
import { isCurrent } from './conformance/page.ts'
import { reportFileOf, runBrowserTests, runCheck, runVitest, type Tally } from './test/suites.ts'

const parts: (() => Promise<Tally>)[] = [
  () => runCheck('lint', ['biome', 'check', '--error-on-warnings', '.']),
  () => runCheck('typecheck', ['next', 'typegen'], ['tsc', '--noEmit']),
  () => runCheck('boundaries', ['node', 'scripts/check-boundaries.ts']),
  () => runCheck('dead code', ['knip']),
  () => runVitest('unit'),
  () => runVitest('contract'),
  checkTable,
  () => runVitest('integration'),
  () => runCheck('build', ['node', 'scripts/build.ts']),
  runBrowserTests,
]

const tallies: Tally[] = []
for (const part of parts) {
  const tally = await part()
  tallies.push(tally)
  console.log(`${tally.failed === 0 ? '✓' : '✗'} ${describeTally(tally)}\n`)
}
console.log('Summary')
for (const tally of tallies) console.log(`  ${tally.failed === 0 ? '✓' : '✗'} ${describeTally(tally)}`)

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

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
