import { setTimeout as delay } from 'node:timers/promises'
import type { Report } from '#scripts/start/report.ts'
import { createRandom, hash } from '#simulators/world/random.ts'
import { signIn } from './cairn.ts'
import { collect } from './checks/collect.ts'
import type { Evidence } from './checks/evidence.ts'
import { connectStores } from './connect-stores.ts'
import { changeWorlds } from './generators/changes.ts'
import { type Imposture, tryOnOthers } from './generators/impostor.ts'
import { calmNotices, disturbNotices } from './generators/notices.ts'
import { askForSyncs } from './generators/polls.ts'
import type { History } from './history.ts'
import { startInstallation } from './installation/installation.ts'
import { tracks } from './nemesis/faults.ts'
import { calm, keepAppointments, prepareVendors } from './nemesis/nemesis.ts'
import { drawTimetable } from './nemesis/timetable.ts'
import type { ChaosOptions } from './options.ts'
import { readEverything, untilQuiet } from './quiet.ts'
import { watchCalls } from './watch/watch-calls.ts'
import { type Attempt, watchJobs } from './watch/watch-jobs.ts'

/** Small enough that a store is read in seconds, large enough that reading it takes several pages. */
const products = 120

/** What a run left behind. */
export type Outcome = {
  evidence: Evidence
  attempts: Attempt[]
  /** epoch ms at which jobs were done */
  doneAt: number[]
  quietAfterMs: number
}

/** Lets everything go wrong for a while, then waits for quiet and looks at what is left. */
export async function runChaos(
  { seed, minutes }: ChaosOptions,
  folder: string,
  history: History,
  resources: AsyncDisposableStack,
  report: Report,
  signal: AbortSignal,
): Promise<Outcome> {
  const randomFor = (what: string) => createRandom(hash(seed, what))
  const installation = await startInstallation(
    { folder, products, workers: 3, random: randomFor('doorway').next },
    resources,
    report,
    signal,
  )
  const cairn = await signIn(installation.address)
  const { simulators, address } = installation
  const stores = await report.step('Connecting stores and reading them for the first time', () =>
    connectStores(cairn, simulators, address),
  )
  const field = { installation, stores }
  await prepareVendors(field)
  await disturbNotices(field)

  const over = new AbortController()
  const ended = AbortSignal.any([signal, over.signal])
  const watching = new AbortController()
  const attempts = watchJobs(installation.database, watching.signal)
  const calls = watchCalls(simulators, stores, watching.signal)
  const durationMs = minutes * 60_000
  const table = drawTimetable(randomFor('nemesis'), tracks, durationMs)
  let impostures: Imposture[] = []
  await report.step(`${table.length} faults in ${minutes} minutes`, async () => {
    const generators = [
      changeWorlds(field, history, randomFor('changes'), ended),
      askForSyncs(cairn, stores, history, randomFor('syncs'), ended),
    ]
    const impostor = tryOnOthers(field, history, randomFor('impostor'), ended)
    const nemesis = keepAppointments(table, field, history, ended)
    await delay(durationMs, undefined, { signal }).catch(() => undefined)
    over.abort()
    await Promise.all([...generators, nemesis])
    impostures = await impostor
    await calm(field)
    await calmNotices(field)
  })
  const quietAfterMs = await report.step('Waiting for quiet', () => untilQuiet(installation, stores))
  await report.step('Reading every store once more', async () => {
    await readEverything(cairn, stores)
    await untilQuiet(installation, stores)
  })
  watching.abort()
  return report.step('Comparing with the ledgers', async () => ({
    evidence: await collect(installation, stores, cairn, await calls, impostures),
    attempts: await attempts,
    doneAt: await doneAt(installation.database.url()),
    quietAfterMs,
  }))
}

async function doneAt(url: string): Promise<number[]> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ at: Date }>(
    `SELECT completed_on AS at FROM pgboss.job WHERE state = 'completed' ORDER BY 1`,
  )
  await client.end()
  return rows.map(({ at }) => at.getTime())
}
