import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { applyMigrations } from '#scripts/migrations/apply.ts'
import { startServer } from '#scripts/postgres/server.ts'
import { productFacets } from '#server/catalog/queries/facets.ts'
import { getProduct } from '#server/catalog/queries/get-product.ts'
import { listProducts } from '#server/catalog/queries/list-products.ts'
import { listPastProducts } from '#server/catalog/travel/list-past-products.ts'
import { createPool } from '#server/db/create-pool.ts'
import { timeRounds } from '../time-rounds.ts'
import { type Filled, fillLog, type Mix } from './fill-log.ts'

const products = 2_400
const rounds = 10
const page = { sort: 'name', direction: 'asc', page: 2, pageSize: 50 } as const
const mixes: [string, Mix][] = [
  ['85 % stock, 10 % prices', { stock: 85, prices: 10, batches: 5 }],
  ['all of them prices', { stock: 0, prices: 100, batches: 0 }],
]

/**
 * Measures a page of the catalogue as of thirty days ago, on a PostgreSQL of its own with its usual durability. Beside it
 * the same page of now, and a plain replay: all events of the store from the beginning, folded by this process.
 * @param args numbers of events since then; 120 000 when absent
 */
export async function benchTravel(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [120_000]
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`)
  console.log(`${products.toLocaleString('en')} products, pages of ${page.pageSize}, ${rounds} times each`)
  for (const size of sizes) for (const [words, mix] of mixes) await measure(size, words, mix)
}

async function measure(events: number, words: string, mix: Mix): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const server = await startServer(folder)
  const url = server.url('postgres')
  const pool = createPool(url, 4, () => undefined)
  try {
    await applyMigrations(url)
    const filled = await fillLog(pool, products, events, mix)
    const scope = { organizationId: filled.organizationId, storeIds: null }
    console.log(`\n${events.toLocaleString('en')} events since, ${words}`)
    console.log('                           p50 ms   p95 ms')
    await timeRounds('list, now', rounds, () => listProducts(pool, scope, {}, page))
    await timeRounds('list, as of then', rounds, () => listPastProducts(pool, scope, {}, page, filled.moment))
    await timeRounds('low stock, as of then', rounds, () =>
      listPastProducts(pool, scope, { stock: 'low' }, page, filled.moment),
    )
    await timeRounds('filters, as of then', rounds, () => productFacets(pool, scope, {}, filled.moment))
    const [first] = (await listProducts(pool, scope, {}, page)).rows
    await timeRounds('a product, as of then', rounds, () =>
      getProduct(pool, scope, first?.id ?? '', filled.moment),
    )
    await timeRounds('replay from the beginning', rounds, () => replay(pool, filled))
  } finally {
    await pool.end()
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What one does without keeping what takes a change back: what each event tells, put in one after the other. */
async function replay(pool: Pool, { connectionId, moment }: Filled): Promise<void> {
  const { rows } = await pool.query<{ stream: string; at: Date; data: Told }>(
    'SELECT stream, occurred_at AS at, data FROM event WHERE connection_id = $1 ORDER BY position',
    [connectionId],
  )
  const catalogue = new Map<string, Record<string, unknown>>()
  for (const { stream, at, data } of rows) {
    if (at > moment) break
    const product = catalogue.get(stream) ?? { name: data.name }
    for (const { field, after } of data.changes) product[field] = after
    catalogue.set(stream, product)
  }
  const sorted = [...catalogue.values()].toSorted((a, b) =>
    String(a['name']).localeCompare(String(b['name'])),
  )
  if (sorted.slice(50, 100).length === 0) throw new Error('nothing was replayed')
}

type Told = { name?: string; changes: { field: string; after: unknown }[] }
