import { checkBudgets, checkRetryAfter, deafSpans } from './checks/check-calls.ts'
import { checkForgeries, checkNotices } from './checks/check-notices.ts'
import { checkStores } from './checks/check-stores.ts'
import { checkJobs, checkLastRuns, checkStreams, checkTurns, checkVersions } from './checks/check-tables.ts'
import { firstDone, operationsIn, resumptions } from './checks/measure-times.ts'
import { type Findings, faultsSurvived, printed, spread } from './faults-survived.ts'
import type { Entry } from './history.ts'
import { retryAfterSeconds, slowestMs } from './nemesis/faults.ts'
import type { Outcome } from './run-chaos.ts'

/** What is said of a run in the end. */
export type Verdict = { lines: string[]; violations: number }

const resumedWithinMs = 60_000
const backWithinMs = 30_000
const stoppedWithinMs = 30_000
/** Of each kind; the history and the tables tell the rest. */
const shown = 8

export function judge(
  { evidence, attempts, doneAt, quietAfterMs }: Outcome,
  entries: readonly Entry[],
): Verdict {
  const operations = operationsIn(entries)
  const of = (what: string) => operations.filter((operation) => operation.what === what && operation.known)
  const numbers = (what: string, name: string) =>
    of(what).flatMap(({ detail }) => (typeof detail[name] === 'number' ? [detail[name]] : []))
  const killed = resumptions(
    attempts,
    of('worker killed -9').map(({ ended }) => ended),
  )
  const back = firstDone(numbers('database crashed', 'backAt'), doneAt)
  const stopped = numbers('worker told to stop', 'tookMs')
  const tooLong = (what: string, values: readonly (number | null)[], most: number) =>
    values.filter((ms) => ms === null || ms > most).map((ms) => `${what} after ${ms ?? 'no'} ms`)
  const patience = { retryAfterMs: retryAfterSeconds * 1000, graceMs: 1_000 + slowestMs }
  const early = checkRetryAfter(evidence, patience, deafSpans(operations))
  const found: Findings = {
    stores: checkStores(evidence),
    streams: checkStreams(evidence),
    turns: checkTurns(evidence),
    versions: checkVersions(evidence),
    jobs: checkJobs(evidence),
    runs: checkLastRuns(evidence),
    notices: checkNotices(evidence),
    forgeries: checkForgeries(evidence),
    budgets: checkBudgets(evidence),
    early: early.problems,
    resumed: tooLong('a job went on', killed, resumedWithinMs),
    back: tooLong('the first job was done', back, backWithinMs),
    stopped: tooLong('a worker was gone', stopped, stoppedWithinMs),
  }
  const broken = Object.entries(found).filter(([, problems]) => problems.length > 0)
  const { sent, stored } = evidence.notices
  const states = Map.groupBy(stored, ({ state, errorKind }) =>
    state === 'dead' ? `dead of ${errorKind}` : state,
  )
  const settledAs = [...states].map(([state, own]) => `${own.length} ${state}`).join(', ')
  const products = evidence.stores.reduce((sum, { ledger }) => sum + ledger.products.length, 0)
  return {
    violations: broken.reduce((sum, [, problems]) => sum + problems.length, 0),
    lines: [
      '',
      ...printed(faultsSurvived(operations, evidence, found)),
      '',
      spread('Database back → first job done', back, ' (aim 30 s)'),
      spread('Worker killed → its job resumed', killed, ' (aim 60 s)'),
      spread('Worker told to stop → gone', stopped, ' (aim 30 s)'),
      spread(
        'Notice kept → settled, faults included',
        stored.map(({ tookMs }) => tookMs),
      ),
      `429 heard ${early.heard} times, ${early.problems.length} calls before a pause was over; ${early.unheard} were said to who may not have heard them, and ${early.excused} calls came all the same`,
      `Quiet ${(quietAfterMs / 1000).toFixed(1)} s after the last fault, nobody's hand needed`,
      `${of('change').length} changes; ${sent.filter(({ forged }) => !forged).length} notices, ${stored.length} kept: ${settledAs}`,
      `${evidence.events.length} events, ${evidence.versions.length} versions, ${products} products in ${evidence.stores.length} stores compared`,
      '',
      broken.length === 0 ? 'Everything held.' : 'BROKEN',
      ...broken.flatMap(([name, problems]) => [
        `  ${name}: ${problems.length}`,
        ...problems.slice(0, shown).map((problem) => `    ${problem}`),
      ]),
    ],
  }
}
