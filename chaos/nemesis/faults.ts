import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '#simulators/world/random.ts'
import { createRandom } from '#simulators/world/random.ts'
import type { ConnectedStore } from '../connect-stores.ts'
import type { Installation } from '../installation/installation.ts'
import type { TcpProxy, Weather } from '../installation/tcp-proxy.ts'
import type { Track } from './timetable.ts'

/** How long a vendor that has had enough asks to be left alone; whole seconds. */
export const retryAfterSeconds = 5
/** The most a slow line adds to a call on its way. */
export const slowestMs = 800

export type Field = { installation: Installation; stores: readonly ConnectedStore[] }

/** What a fault does: it strikes, holds, and puts right what does not come right by itself. */
type Strike = (field: Field, hold: () => Promise<void>, random: Random) => Promise<Record<string, unknown>>

const seconds = (from: number, to: number) => ({ holdMs: [from * 1_000, to * 1_000] as const })
const atOnce = { holdMs: [0, 0] as const }

const onLine =
  (line: (installation: Installation) => TcpProxy, weatherOf: (random: Random) => Weather): Strike =>
  async ({ installation }, hold, random) => {
    const weather = weatherOf(random)
    line(installation).setWeather(weather)
    await hold()
    line(installation).setWeather({ kind: 'clear' })
    return weather
  }

const database = (installation: Installation) => installation.databaseLine
const pos = (installation: Installation) => installation.posLine

/** Faults of the answers of one vendor, or of all. */
const onAnswers =
  (faults: Record<string, number>): Strike =>
  async ({ installation: { simulators }, stores }, hold, random) => {
    const hit = random.chance(0.5) ? stores : [random.pick(stores)]
    const none = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]))
    const set = (to: Record<string, number>) =>
      Promise.all(hit.map(({ vendor }) => simulators.setFaults(vendor, to)))
    await set(faults)
    await hold()
    await set(none)
    return { vendors: hit.map(({ vendor }) => vendor), ...faults }
  }

const strikes = {
  'worker killed -9': async ({ installation: { workers } }, _hold, random) => {
    const worker = random.pick(workers)
    const pid = worker.pid()
    await worker.end('SIGKILL')
    return { worker: worker.name, pid }
  },
  'worker told to stop': async ({ installation: { workers } }, _hold, random) => {
    const awake = workers.filter((each) => !each.isFrozen())
    const worker = random.pick(awake)
    return { worker: worker.name, pid: worker.pid(), tookMs: await worker.end('SIGTERM') }
  },
  'web killed -9': async ({ installation: { web } }) => ({ tookMs: await web.end('SIGKILL') }),
  'simulators restarted': async ({ installation: { simulatorsProcess } }) => ({
    tookMs: await simulatorsProcess.end('SIGTERM'),
  }),
  'worker frozen past its lease': async ({ installation: { workers } }, hold, random) => {
    const worker = random.pick(workers)
    const pid = worker.pid()
    const thaw = worker.freeze()
    await hold()
    return { worker: worker.name, pid, thawed: thaw() }
  },
  'database crashed': async ({ installation }, hold) => {
    await installation.database.crash()
    await hold()
    await installation.database.comeBack()
    return { backAt: Date.now() }
  },
  'database line reset': async ({ installation }) => ({ lines: database(installation).reset() }),
  'database line half closed': async ({ installation }) => ({ lines: database(installation).halfClose() }),
  'database gone without a word': async ({ installation }) => ({ lines: database(installation).silence() }),
  'database line a hole': onLine(database, () => ({ kind: 'hole' })),
  'database line slow': onLine(database, (random) => ({ kind: 'slow', ms: random.int(5, 40) })),
  'POS line reset': async ({ installation }) => ({ lines: pos(installation).reset() }),
  'POS line half closed': async ({ installation }) => ({ lines: pos(installation).halfClose() }),
  'POS line a hole': onLine(pos, () => ({ kind: 'hole' })),
  'POS line refused': onLine(pos, () => ({ kind: 'refuse' })),
  'POS line slow': onLine(pos, (random) => ({ kind: 'slow', ms: random.int(50, slowestMs / 2) })),
  'POS line dripping': onLine(pos, (random) => ({ kind: 'drip', bytes: random.int(200, 2_000), ms: 20 })),
  'tokens expired': async ({ installation: { simulators }, stores }) => {
    await Promise.all(stores.map(({ vendor }) => simulators.expireTokens(vendor)))
    return { vendors: stores.length }
  },
  'POS says 429': onAnswers({ rateLimitRate: 0.3 }),
  'POS says 5xx': onAnswers({ serverErrorRate: 0.6 }),
  'POS answers cut off': onAnswers({ truncateRate: 0.25, cutRate: 0.25, htmlRate: 0.15 }),
  'POS drops calls': onAnswers({ dropRate: 0.3, slowRate: 0.2 }),
  'answers to notices lost': async ({ installation: { doorway } }, hold) => {
    doorway.loseAnswers(0.5)
    await hold()
    doorway.loseAnswers(0)
    return {}
  },
} satisfies Record<string, Strike>

export type FaultName = keyof typeof strikes

/** What goes wrong at the same time as what else. A lease of a run lasts some 15 s; what is frozen stays so for longer. */
export const tracks: Track<FaultName>[] = [
  {
    name: 'processes',
    gapMs: [4_000, 9_000],
    faults: {
      'worker killed -9': atOnce,
      'worker told to stop': atOnce,
      'web killed -9': atOnce,
      'simulators restarted': atOnce,
    },
  },
  { name: 'zombies', gapMs: [3_000, 8_000], faults: { 'worker frozen past its lease': seconds(22, 40) } },
  {
    name: 'database',
    gapMs: [9_000, 14_000],
    faults: {
      'database crashed': { holdMs: [1_500, 10_000] },
      'database line reset': atOnce,
      'database line half closed': atOnce,
      'database gone without a word': atOnce,
      'database line a hole': seconds(2, 8),
      'database line slow': seconds(3, 8),
    },
  },
  {
    name: 'POS',
    gapMs: [1_000, 4_000],
    faults: {
      'POS line reset': atOnce,
      'POS line half closed': atOnce,
      'POS line a hole': seconds(2, 6),
      'POS line refused': seconds(2, 6),
      'POS line slow': seconds(3, 6),
      'POS line dripping': seconds(3, 6),
      'tokens expired': atOnce,
      'POS says 429': seconds(3, 6),
      'POS says 5xx': seconds(3, 8),
      'POS answers cut off': seconds(3, 6),
      'POS drops calls': seconds(3, 6),
    },
  },
  { name: 'notices', gapMs: [5_000, 15_000], faults: { 'answers to notices lost': seconds(2, 5) } },
]

/**
 * Lets one fault happen, to its end.
 * @param signal aborted when the run is over: what holds lets go
 * @returns what it hit, for the history
 */
export function strike(
  name: FaultName,
  field: Field,
  { holdMs, draw, signal }: { holdMs: number; draw: number; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const hold = () => delay(holdMs, undefined, { signal }).catch(() => undefined)
  const act: Strike = strikes[name]
  return act(field, hold, createRandom(draw))
}
