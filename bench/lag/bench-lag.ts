import { mkdirSync, mkdtempSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { type Cairn, signIn } from '#chaos/cairn.ts'
import { percentile } from '#chaos/checks/measure-times.ts'
import { type ConnectedStore, connectStores } from '#chaos/connect-stores.ts'
import { type Installation, startInstallation } from '#chaos/installation/installation.ts'
import { projectFolder } from '#scripts/start/options.ts'
import { createReport } from '#scripts/start/report.ts'
import { createRandom, type Random } from '#simulators/world/random.ts'
import { shownOf, untilOther } from './watch-product.ts'

const seed = 1
const products = 400
/** What a person would see change on a screen. */
const kinds = ['price', 'stock', 'rename', 'deliver'] as const
/** Five times as often as a schedule may be, which flatters the baseline; what is due is looked for once a minute. */
const pollEveryMinutes = 1
const pollMs = 150_000
/** A notice not applied after this long counts as never. */
const noticePatienceMs = 30_000
const pollPatienceMs = 120_000

/** `null`: never seen, `kind` at the product `sourceId`. */
type Lag = { ms: number | null; kind: string; sourceId: string }
type Lags = Lag[]
type Place = { installation: Installation; cairn: Cairn; store: ConnectedStore; idOf: Map<string, string> }

/**
 * Measures how long a change at the POS takes to the catalogue query: web, worker and simulators as processes of their
 * own, the query asked over HTTP. By notice, of each POS that sends them, with changes it does not tell of counted apart;
 * by polling every minute (the baseline); and by a poll that somebody starts at that moment, the least polling can take.
 * @param args changes by notice, of each POS; 100 when absent
 */
export async function benchLag([changes = '100']: string[]): Promise<void> {
  const [cpu] = cpus()
  console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.version}`)
  const base = join(projectFolder, '.data', 'bench')
  mkdirSync(base, { recursive: true })
  const { signal } = new AbortController()
  const report = createReport(signal)
  await using resources = new AsyncDisposableStack()
  const folder = mkdtempSync(join(base, 'lag-'))
  const random = createRandom(seed)
  const installation = await startInstallation(
    { folder, products, workers: 1, random: random.next },
    resources,
    report,
    signal,
  )
  const cairn = await signIn(installation.address)
  const { simulators, address, database } = installation
  const chosen = new Set<string>()
  const stores = await report.step('Connecting a store of each POS that sends notices', () =>
    connectStores(cairn, simulators, address, ({ vendor, notices }) => {
      const isFirst = notices && !chosen.has(vendor)
      chosen.add(vendor)
      return isFirst
    }),
  )
  const places = await Promise.all(
    stores.map(async (store) => ({
      ...{ installation, cairn, store },
      idOf: await idsOf(database.url(), store.id),
    })),
  )
  const [first] = places
  if (!first) throw new Error('no simulated POS sends notices')

  const lags = new Map<string, Lags>()
  const untold: string[] = []
  for (const place of places) {
    const { vendor } = place.store
    lags.set(
      `${vendor} by notice`,
      await report.step(`${changes} changes at ${vendor}`, () =>
        byNotice(place, Number(changes), random, untold),
      ),
    )
  }
  const byNotices = [...lags.values()].flat()
  lags.set('all by notice', byNotices)
  await simulators.unsubscribeAll(first.store.vendor)
  const [byHand, byPoll] = await report.step('The same by polling', async () => [
    await byHandOf(first, 20, random),
    await byPolling(first, random),
  ])
  lags.set(`${first.store.vendor} by a sync started that moment`, byHand)
  lags.set(`${first.store.vendor} by polling every minute (baseline)`, byPoll)
  print(lags, untold)
  printRatio(byPoll, byNotices)
}

async function idsOf(url: string, connectionId: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string; sourceId: string }>(
    `SELECT id, source_id AS "sourceId" FROM product WHERE connection_id = $1`,
    [connectionId],
  )
  await client.end()
  return new Map(rows.map(({ id, sourceId }) => [sourceId, id]))
}

/** Lets one product change at the POS. @returns when, and what the catalogue showed before; null when nothing visible did */
async function change({ installation, cairn, store, idOf }: Place, random: Random) {
  const index = random.int(0, idOf.size - 1)
  const [sourceId, id] = [...idOf][index] ?? ['', '']
  const shown = await shownOf(cairn, id)
  const { simulators } = installation
  const kind = random.pick(kinds)
  const at = Date.now()
  const made = await simulators.change(store.vendor, store.storeKey, kind, sourceId)
  return made.before === made.after ? null : { id, sourceId, shown, at, kind }
}

/** One change at a time, each waited for. @param untold gets those of which the POS says nothing: nobody waits for them */
async function byNotice(place: Place, count: number, random: Random, untold: string[]): Promise<Lags> {
  const { installation, cairn, store } = place
  const lags: Lags = []
  let told = await lastNotice(place, 0)
  while (lags.length < count) {
    const changed = await change(place, random)
    if (!changed) continue
    const before = told
    told = await lastNotice({ installation, store }, before)
    if (told === before) untold.push(`${store.vendor}: ${changed.kind}`)
    else lags.push(await watched(cairn, changed, 10, noticePatienceMs))
  }
  return lags
}

async function lastNotice(
  { installation: { simulators }, store: { vendor } }: Pick<Place, 'installation' | 'store'>,
  after: number,
): Promise<number> {
  const { notices } = await simulators.notices(vendor, after)
  return Math.max(after, ...notices.map(({ number }) => number))
}

async function byHandOf(place: Place, count: number, random: Random): Promise<Lags> {
  const { cairn, store } = place
  const wish = { connectionId: store.id, mode: 'incremental', entities: ['products', 'inventory'] }
  const lags: Lags = []
  while (lags.length < count) {
    const changed = await change(place, random)
    if (!changed) continue
    const { runId } = await cairn.mutate(z.object({ runId: z.string() }), 'runs.start', wish)
    lags.push(await watched(cairn, changed, 10, pollPatienceMs))
    // The next one would join a run that is past its products already.
    await untilEnded(cairn, runId)
  }
  return lags
}

async function untilEnded(cairn: Cairn, runId: string): Promise<void> {
  const runSchema = z.object({ status: z.string() })
  while (['planned', 'running'].includes((await cairn.query(runSchema, 'runs.get', { id: runId })).status))
    await delay(50)
}

type Changed = NonNullable<Awaited<ReturnType<typeof change>>>

async function watched(
  cairn: Cairn,
  { id, shown, at, kind, sourceId }: Changed,
  everyMs: number,
  patienceMs: number,
): Promise<Lag> {
  const seen = await untilOther(cairn, id, shown, everyMs, patienceMs)
  return { ms: seen === null ? null : seen - at, kind, sourceId }
}

/** Changes at any moment of two and a half minutes, seen by the schedule alone. */
async function byPolling(place: Place, random: Random): Promise<Lags> {
  const client = new Client({ connectionString: place.installation.database.url() })
  await client.connect()
  await client.query(
    `UPDATE sync_schedule SET rule = $2, next_slot_at = now(), next_fire_at = now() WHERE connection_id = $1`,
    [place.store.id, { everyMinutes: pollEveryMinutes }],
  )
  await client.end()
  const waiting: Promise<Lag>[] = []
  const until = Date.now() + pollMs
  const used = new Set<string>()
  while (Date.now() < until) {
    await delay(random.int(2_000, 6_000))
    const changed = await change(place, random)
    // Twice the same within one wait could not be told apart.
    if (!changed || used.has(changed.id)) continue
    used.add(changed.id)
    waiting.push(watched(place.cairn, changed, 250, pollPatienceMs))
  }
  return Promise.all(waiting)
}

const known = (values: Lags) => values.flatMap(({ ms }) => ms ?? [])

function print(lags: ReadonlyMap<string, Lags>, untold: readonly string[]): void {
  const line = (name: string, count: number | string, figures: readonly string[]) =>
    `  ${name.padEnd(46)} ${String(count).padStart(4)} ${figures.map((figure) => figure.padStart(10)).join(' ')}`
  console.log('\nA change at the POS → the catalogue query shows it')
  console.log(line('', 'n', ['p50', 'p95', 'p99']))
  for (const [name, values] of lags) {
    const figures = [0.5, 0.95, 0.99].map((share) => `${percentile(known(values), share) ?? '–'} ms`)
    console.log(line(name, values.length, figures))
    for (const { ms, kind, sourceId } of values)
      if (ms === null) console.log(`    never seen: ${kind} of ${sourceId}`)
  }
  const silent = [...Map.groupBy(untold, (name) => name)].map(([name, { length }]) => `${name} ${length}`)
  console.log(`  not told of by the POS, left to polling: ${silent.join(', ') || 'none'}`)
}

function printRatio(byPoll: Lags, byNotice: Lags): void {
  const ratio = (share: number) =>
    ((percentile(known(byPoll), share) ?? 0) / (percentile(known(byNotice), share) ?? 1)).toFixed(0)
  console.log(`  polling takes ${ratio(0.5)} × as long at the median, ${ratio(0.95)} × at p95`)
}
