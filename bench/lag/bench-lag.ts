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

type Place = { installation: Installation; cairn: Cairn; store: ConnectedStore; idOf: Map<string, string> }

/**
 * Measures how long a change at the POS takes to the catalogue query: web, worker and simulator as processes of their own,
 * the query asked over HTTP. By notice; by polling every minute (the baseline); and by a poll
 * that somebody starts at that moment, which is the least polling can take.
 * @param args changes by notice; 200 when absent
 */
export async function benchLag([changes = '200']: string[]): Promise<void> {
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
  let chosen = false
  const [store] = await connectStores(cairn, simulators, address, ({ notices }) => {
    const isFirst = notices && !chosen
    chosen ||= isFirst
    return isFirst
  })
  if (!store) throw new Error('no simulated POS sends notices')
  const place = { installation, cairn, store, idOf: await idsOf(database.url(), store.id) }

  const byNotice = await oneByOne(place, Number(changes), random, async () => undefined)
  await simulators.unsubscribeAll(store.vendor)
  const byHand = await oneByOne(place, 20, random, readNow)
  const byPoll = await byPolling(place, random)
  print(store.vendor, { byNotice, byHand, byPoll })
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
  const at = Date.now()
  const told = await simulators.change(store.vendor, store.storeKey, random.pick(kinds), sourceId)
  return told.before === told.after ? null : { id, shown, at }
}

/** One change at a time, each waited for. @param read what makes Cairn look, where nobody tells it */
async function oneByOne(
  place: Place,
  count: number,
  random: Random,
  read: (place: Place) => Promise<void>,
): Promise<(number | null)[]> {
  const lags: (number | null)[] = []
  while (lags.length < count) {
    const changed = await change(place, random)
    if (!changed) continue
    await read(place)
    const seen = await untilOther(place.cairn, changed.id, changed.shown, 10)
    lags.push(seen === null ? null : seen - changed.at)
  }
  return lags
}

async function readNow({ cairn, store }: Place): Promise<void> {
  const wish = { connectionId: store.id, mode: 'incremental', entities: ['products', 'inventory'] }
  await cairn.mutate(z.unknown(), 'runs.start', wish)
}

/** Changes at any moment of two and a half minutes, seen by the schedule alone. */
async function byPolling(place: Place, random: Random): Promise<(number | null)[]> {
  const client = new Client({ connectionString: place.installation.database.url() })
  await client.connect()
  await client.query(
    `UPDATE sync_schedule SET rule = $2, next_slot_at = now(), next_fire_at = now() WHERE connection_id = $1`,
    [place.store.id, { everyMinutes: pollEveryMinutes }],
  )
  await client.end()
  const waiting: Promise<number | null>[] = []
  const until = Date.now() + pollMs
  const used = new Set<string>()
  while (Date.now() < until) {
    await delay(random.int(2_000, 6_000))
    const changed = await change(place, random)
    // Twice the same within one wait could not be told apart.
    if (!changed || used.has(changed.id)) continue
    used.add(changed.id)
    const seen = untilOther(place.cairn, changed.id, changed.shown, 250)
    waiting.push(seen.then((at) => (at === null ? null : at - changed.at)))
  }
  return Promise.all(waiting)
}

function print(vendor: string, lags: Record<'byNotice' | 'byHand' | 'byPoll', (number | null)[]>): void {
  const known = (values: (number | null)[]) => values.filter((value) => value !== null)
  const shares = [0.5, 0.95, 0.99] as const
  const row = (name: string, values: (number | null)[]) => {
    const figures = shares.map((share) => `${percentile(known(values), share) ?? '–'} ms`.padStart(10))
    const never = values.length - known(values).length
    console.log(
      `  ${name.padEnd(42)} ${String(values.length).padStart(4)} ${figures.join(' ')}${never > 0 ? `  ${never} never` : ''}`,
    )
  }
  console.log(`\nA change at the POS (${vendor}) → the catalogue query shows it`)
  console.log(
    `  ${''.padEnd(42)} ${'n'.padStart(4)} ${['p50', 'p95', 'p99'].map((name) => name.padStart(10)).join(' ')}`,
  )
  row('by notice', lags.byNotice)
  row('by a sync started that moment', lags.byHand)
  row('by polling every minute (baseline)', lags.byPoll)
  const ratio = (share: number) =>
    ((percentile(known(lags.byPoll), share) ?? 0) / (percentile(known(lags.byNotice), share) ?? 1)).toFixed(0)
  console.log(`  polling takes ${ratio(0.5)} × as long at the median, ${ratio(0.95)} × at p95`)
}
