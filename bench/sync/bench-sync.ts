import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations } from '#scripts/migrations/apply.ts'
import { findFreePort } from '#scripts/network/ports.ts'
import { startServer } from '#scripts/postgres/server.ts'
import { createPool } from '#server/db/create-pool.ts'
import { bareUpsert } from './bare-upsert.ts'
import { inWorker, type PassResult, startSimulators } from './processes.ts'

/** Everything a first pass writes a row to, the products' own table first. */
const tables = [
  'product',
  'source_record',
  'source_record_version',
  'variant',
  'price',
  'inventory_level',
  'batch',
  'event',
]

/**
 * Measures a sync end to end, through the real adapter, client and simulator, on a PostgreSQL of its own with its usual
 * durability: a first pass, one of nothing new, one with 1 % changed; beside it a bare upsert of the same rows on the
 * same server; and the peak memory of the process that syncs.
 * @param args numbers of products; 20 000 and 100 000 when absent
 */
export async function benchSync(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [20_000, 100_000]
  const [cpu] = cpus()
  console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.version}`)
  for (const size of sizes) await measure(size)
}

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const server = await startServer(folder)
  const simulators = await startSimulators(size, await findFreePort())
  const url = server.url('postgres')
  const pool = createPool(url, 4, () => undefined)
  try {
    await applyMigrations(url)
    const env = {
      DATABASE_URL: url,
      CAIRN_MASTER_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
      AUTH_SECRET: 'only-for-measurements-only-for-measurements',
      LOG_LEVEL: 'silent',
    }
    const { vendor, control } = simulators
    const [known] = (await control('GET', '/vendors')) as {
      signIn: unknown
      stores: { key: string; products: number }[]
    }[]
    const store = known?.stores[0]
    if (!known || !store) throw new Error('the simulator has no store')
    const connectionId = await inWorker<string>(['prepare', vendor, JSON.stringify(known.signIn)], env)
    const pass = () => inWorker<PassResult>(['pass', connectionId, simulators.url], env)

    console.log(`\n${store.products.toLocaleString('en')} products`)
    const first = await pass()
    report('first', first)
    const pageSize = Math.ceil(store.products / (first.phases[0]?.pages ?? 1))
    await compare(pool, first, pageSize)
    report('unchanged', await pass())
    for (let count = 0; count < size / 100; count += 1) {
      await control('POST', `/${vendor}/change`, { storeKey: store.key, kind: 'price' })
    }
    report('1 % changed', await pass())
  } finally {
    await pool.end()
    await simulators.stop()
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(name: string, pass: PassResult): void {
  const read = pass.phases.reduce((sum, phase) => sum + phase.read, 0)
  const perSecond = Math.round(read / pass.seconds).toLocaleString('en')
  console.log(
    `  ${name.padEnd(12)} ${pass.seconds.toFixed(1)} s, ${perSecond} records/s, peak ${pass.peakMegabytes} MB`,
  )
  for (const phase of pass.phases) {
    const { entity, pages, created, updated, unchanged, failed, fetchMs, writeMs } = phase
    const rate = Math.round(phase.read / (writeMs / 1000)).toLocaleString('en')
    console.log(
      `    ${entity.padEnd(10)} ${pages} pages: ${created} new, ${updated} changed, ${unchanged} same, ${failed} failed; ` +
        `fetch ${(fetchMs / 1000).toFixed(1)} s, write ${(writeMs / 1000).toFixed(1)} s (${rate}/s)`,
    )
  }
}

async function compare(
  pool: ReturnType<typeof createPool>,
  first: PassResult,
  pageSize: number,
): Promise<void> {
  let all = 0
  for (const table of tables) {
    const { seconds, rows } = await bareUpsert(pool, table, pageSize)
    all += seconds
    if (table === 'product') {
      const write = (first.phases[0]?.writeMs ?? 0) / 1000
      console.log(
        `  bare upsert of ${rows} product rows, ${pageSize} a statement: ${seconds.toFixed(1)} s; ` +
          `the products phase wrote records, versions, variants, prices and events too, in ${(write / seconds).toFixed(1)} × that`,
      )
    }
  }
  const write = first.phases.reduce((sum, phase) => sum + phase.writeMs, 0) / 1000
  console.log(
    `  bare upsert of every row of the first pass: ${all.toFixed(1)} s; the pass wrote for ${write.toFixed(1)} s, ${(write / all).toFixed(2)} × that`,
  )
}
