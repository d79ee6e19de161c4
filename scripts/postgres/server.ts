import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { findFreePort } from '../network/ports.ts'
import { prepareCluster } from './cluster.ts'
import { findHome, type Home } from './home.ts'

/** A running PostgreSQL of our own. `ended` resolves when its process is gone, wanted or not. */
export type Server = {
  home: Home
  created: boolean
  url(database: string): string
  ended: Promise<void>
  stop(): Promise<void>
}

/** For data that may be lost with the machine's power: nothing waits for the disk. */
const TEMPORARY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

const START_TIMEOUT_MS = 60_000

/**
 * Starts PostgreSQL on a free port of 127.0.0.1. Only the user `cairn` with its random password gets in.
 * A server left over from a start that was killed is stopped first.
 * @param folder absolute; holds the data, the password and the log
 * @param settings lines of postgresql.conf, `name=value`
 * @throws Error saying why it does not start, with the last lines of its log
 */
export async function startServer(folder: string, settings: string[] = []): Promise<Server> {
  const home = await findHome(folder)
  const runAs = { cwd: home.folder, uid: home.account?.uid, gid: home.account?.gid }
  const cluster = prepareCluster(home)
  const stopNow = () =>
    spawnSync(home.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-s'], runAs)
  if (!cluster.created) stopNow()

  const port = await findFreePort()
  const logFile = join(home.folder, 'postgres.log')
  const log = openSync(logFile, 'w')
  const flags = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
  const child = spawn(
    home.binaries.postgres,
    ['-D', cluster.data, ...flags.flatMap((flag) => ['-c', flag])],
    {
      ...runAs,
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C reaches us alone, and we stop it after those who use it.
      detached: true,
    },
  )
  closeSync(log)
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  let running = true
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      running = false
      resolve()
    })
  })

  const url = (database: string) => `postgresql://cairn:${cluster.password}@127.0.0.1:${port}/${database}`
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(url('postgres')))) {
    if (running && Date.now() < deadline) continue
    stopNow()
    const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join('\n  ')
    throw new Error(
      `PostgreSQL did not start on ${cluster.data}. If its files are damaged, restore them from a backup, or delete ${home.folder} to start with an empty database. It said:\n  ${failure?.message ?? tail}`,
    )
  }
  const stop = async () => {
    if (running) child.kill('SIGINT')
    await ended
  }
  return { home, created: cluster.created, url, ended, stop }
}

/** Starts PostgreSQL on an empty folder that `stop` deletes: for tests and measurements. */
export async function startTemporaryServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-postgres-'))
  const server = await startServer(folder, TEMPORARY)
  const stop = async () => {
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...server, stop }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return true
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
