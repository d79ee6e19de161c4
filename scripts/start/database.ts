import { join, relative } from 'node:path'
import { Client } from 'pg'
import { applyMigrations } from '../migrations/apply.ts'
import { type Server, startServer } from '../postgres/server.ts'
import { explain, StartProblem } from './problem.ts'
import type { Report } from './report.ts'

const OLDEST_POSTGRES = 15
const DATABASE = 'cairn'

/** A database to work with. `lost` resolves if its server goes away; never for one that isn't ours to run. */
export type Database = { url: string; lost: Promise<void> } & AsyncDisposable

/** Starts the embedded PostgreSQL in a data folder and makes Cairn's database in it. */
export async function startOwnDatabase(dataFolder: string, report: Report): Promise<Database> {
  const folder = join(dataFolder, 'postgres')
  const server = await startServer(folder).catch((error: unknown) => {
    throw new StartProblem(explain(error))
  })
  if (server.created) announce(server, report)
  const admin = new Client({ connectionString: server.url('postgres') })
  try {
    await admin.connect()
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${DATABASE}`)
  } catch (error) {
    await server.stop()
    throw new StartProblem(
      `The database in ${folder} does not let us in (${explain(error)}). Restore ${join(folder, 'password')}, or delete ${folder} to start with an empty database.`,
    )
  } finally {
    await admin.end()
  }
  return { url: server.url(DATABASE), lost: server.ended, [Symbol.asyncDispose]: server.stop }
}

function announce({ home }: Server, report: Report): void {
  const where = relative('.', home.folder).startsWith('..') ? home.folder : relative('.', home.folder)
  if (home.account)
    report.line(`           PostgreSQL refuses to run as root; it runs as ${home.account.name}.`)
  if (home.moved) report.line(`           That user cannot enter this folder, so its files are in ${where}.`)
}

/** Brings a database up to date. The address stays out of messages where it holds a password. */
export async function migrateDatabase(url: string): Promise<void> {
  const { host, pathname } = new URL(url)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ major: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS major",
    )
    const major = rows[0]?.major ?? 0
    if (major < OLDEST_POSTGRES) {
      throw new StartProblem(`${host} is PostgreSQL ${major}. Cairn needs ${OLDEST_POSTGRES} or newer.`)
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `The database ${pathname.slice(1)} at ${host} does not answer (${explain(error)}). Check DATABASE_URL, and that the server runs and lets you in.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
  await applyMigrations(url).catch((error: unknown) => {
    throw new StartProblem(`The database could not be brought up to date: ${explain(error)}`)
  })
}
