import type { Evidence } from './checks/evidence.ts'
import { type Done, percentile } from './checks/measure-times.ts'
import type { FaultName } from './nemesis/faults.ts'

/** A row of the table: a fault that came so often, what must hold through it, and what did not. */
export type Row = { f: string; fault: string; count: number; holds: string; problems: string[] }

/** What was found wrong, by what was looked at. */
export type Findings = Record<
  | 'stores'
  | 'streams'
  | 'turns'
  | 'versions'
  | 'jobs'
  | 'runs'
  | 'notices'
  | 'forgeries'
  | 'budgets'
  | 'early'
  | 'resumed'
  | 'back'
  | 'stopped',
  string[]
>

/** The faults of a run by their numbers in the list of failure modes (docs/chaos.md), each with what must hold through it. */
export function faultsSurvived(operations: readonly Done[], evidence: Evidence, found: Findings): Row[] {
  const times = (...names: FaultName[]) =>
    operations.filter(({ what }) => (names as string[]).includes(what)).length
  const { sent, stored, arrived, impostures } = evidence.notices
  const genuine = sent.filter(({ forged }) => !forged)
  const withFault = (...names: string[]) =>
    genuine.filter(({ faults }) => names.some((name) => faults.includes(name))).length
  const forged = sent.filter((one) => one.forged).length + impostures.length
  const duplicates = stored.reduce((sum, one) => sum + one.duplicates, 0)
  const answered = (...codes: number[]) =>
    [...evidence.calls.values()]
      .flat()
      .filter(({ status, fault }) => fault !== null && codes.includes(status)).length
  const { stores, streams, turns, versions, jobs, runs, notices, forgeries, budgets, early } = found
  const once = [...streams, ...versions, ...turns]
  return [
    {
      ...{ f: 'F1', fault: 'worker killed -9', count: times('worker killed -9') },
      ...{ holds: 'its jobs go on within 60 s, each to its end', problems: [...found.resumed, ...jobs] },
    },
    {
      ...{ f: 'F2', fault: 'worker frozen past its lease', count: times('worker frozen past its lease') },
      ...{ holds: 'a zombie writes nothing: no gap, no double, no turns', problems: once },
    },
    {
      ...{ f: 'F5', fault: 'PostgreSQL stopped `immediate`', count: times('database crashed') },
      ...{
        holds: 'first job done within 30 s, nothing acknowledged lost',
        problems: [...found.back, ...notices],
      },
    },
    {
      ...{ f: 'F9', fault: 'notice came again', count: Math.max(duplicates, withFault('duplicate')) },
      ...{ holds: `kept once (${duplicates} repeats counted)`, problems: notices },
    },
    {
      ...{ f: 'F10', fault: 'forged, changed, or of another store', count: forged },
      ...{ holds: '0 kept, none answered 2xx', problems: forgeries },
    },
    {
      ...{ f: 'F12', fault: 'notice late or overtaken', count: withFault('delay', 'reorder') },
      ...{ holds: 'what is held is the newest', problems: stores },
    },
    {
      ...{ f: 'F13', fault: 'notice never sent', count: withFault('drop') },
      ...{ holds: 'a poll repairs it', problems: stores },
    },
    {
      ...{ f: 'F14', fault: 'receiver down, or its answer lost' },
      ...{ count: arrived.filter(({ status }) => status === null).length + times('answers to notices lost') },
      ...{ holds: 'sent again, kept once', problems: notices },
    },
    {
      ...{ f: 'F15', fault: '429 with Retry-After', count: answered(429) },
      ...{ holds: 'no call before it is over, none above budget', problems: [...early, ...budgets] },
    },
    {
      ...{ f: 'F16', fault: '5xx and dropped calls', count: answered(0, 500, 502, 503) },
      ...{ holds: 'the last read of every store is whole', problems: runs },
    },
    {
      ...{ f: 'F18', fault: 'POS slow, dripping, unreachable or cut' },
      ...{
        count: times(
          'POS line slow',
          'POS line dripping',
          'POS line a hole',
          'POS line refused',
          'POS line reset',
          'POS line half closed',
        ),
      },
      ...{ holds: 'the last read of every store is whole', problems: runs },
    },
    {
      ...{ f: 'F19', fault: 'answers cut, truncated, not JSON', count: times('POS answers cut off') },
      ...{ holds: 'nothing is removed or zeroed that is there', problems: stores },
    },
    {
      ...{ f: 'F20', fault: 'all tokens ended', count: times('tokens expired') },
      ...{ holds: 'signed in again, within budget', problems: [...runs, ...budgets] },
    },
    {
      ...{ f: 'F24', fault: 'three schedulers at once', count: evidence.fires },
      ...{ holds: 'a slot fires once, one run of a kind at a time', problems: turns },
    },
    {
      ...{ f: 'F29', fault: 'worker told to stop', count: times('worker told to stop') },
      ...{ holds: 'gone within 30 s', problems: found.stopped },
    },
    {
      ...{ f: 'F30', fault: 'database line dead without a word' },
      ...{ count: times('database line a hole', 'database gone without a word', 'database line slow') },
      ...{ holds: 'work is picked up all the same', problems: jobs },
    },
    {
      ...{ f: 'F32', fault: 'database line cut, perhaps in a COMMIT' },
      ...{ count: times('database line reset', 'database line half closed') },
      ...{ holds: 'neither lost nor twice', problems: [...once, ...notices] },
    },
  ]
}

/** The table as text, one row a fault that came at all. */
export function printed(rows: readonly Row[]): string[] {
  const came = rows.filter(({ count }) => count > 0)
  const widest = Math.max(...came.map(({ fault }) => fault.length))
  return came.map(
    ({ f, fault, count, holds, problems }) =>
      `${f.padEnd(4)} ${fault.padEnd(widest)} ${String(count).padStart(5)} ×  ` +
      `${problems.length === 0 ? '✓' : `✗ ${problems.length} broken:`} ${holds}`,
  )
}

const inSeconds = (ms: number | null) => (ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`)

/** One measured time over all its occurrences; null among the values: it never came. */
export function spread(what: string, values: readonly (number | null)[], aim = ''): string {
  const known = values.filter((value) => value !== null)
  const never = values.length - known.length
  const figures = [0.5, 0.95, 1].map((share) => inSeconds(percentile(known, share)))
  return `${what}: ${values.length} times, p50 ${figures[0]}, p95 ${figures[1]}, longest ${figures[2]}${never > 0 ? `, never ${never} times` : ''}${aim}`
}
