import { join } from 'node:path'
import { heapFlags } from '../network/heap-flags.ts'
import { portProblem } from '../network/ports.ts'
import { build, isBuildFresh } from './build.ts'
import { prepareDataFolder } from './data-folder.ts'
import { type Database, migrateDatabase, startOwnDatabase } from './database.ts'
import { demoKeys } from './demo-keys.ts'
import { loadSettings } from './load-settings.ts'
import { type Options, projectFolder } from './options.ts'
import { StartProblem } from './problem.ts'
import { createPrograms } from './programs.ts'
import type { Report } from './report.ts'
import { runOnce } from './run-once.ts'
import { keepRunSettings } from './run-settings.ts'
import { claimDataFolder } from './single-instance.ts'

/** What is up. `failed` rejects when some part of it goes away unasked. */
export type Running = { address: string; failed: Promise<never> }

const READY_TIMEOUT_MS = 60_000

/**
 * Starts everything, part by part. Whatever it has started is in `resources`, in the order it must be stopped in
 * reverse, also when a later part fails.
 * @param resources the caller disposes of it
 * @throws StartProblem, or the signal's reason once it is aborted
 */
export async function bringUp(
  options: Options,
  resources: AsyncDisposableStack,
  report: Report,
  signal: AbortSignal,
): Promise<Running> {
  const address = `http://localhost:${options.port}`
  prepareDataFolder(options.dataFolder)
  resources.use(await claimDataFolder(options.dataFolder, address))
  await checkPort('PORT', options.port, options.host)
  if (options.demo) await checkPort('SIMULATORS_PORT', options.simulatorsPort, '127.0.0.1')

  const database = await openDatabase(options, resources, report)
  const env = await loadSettings(settingsFor(options, database.url, address, report))
  resources.use(keepRunSettings(options.dataFolder, env))
  await report.step('Bringing the database up to date', () => migrateDatabase(database.url))
  if (options.demo) {
    await report.step('Making sure the demo organisation is there', () =>
      runOnce('Seeding the demo', ['scripts/seed.ts', ...options.seedArgs], env),
    )
  }
  if (!options.dev && !isBuildFresh()) {
    const log = join(options.dataFolder, 'logs', 'build.log')
    await report.step('Building the web app, needed only after changes', () => build(log, signal))
  }

  const logs = join(options.dataFolder, 'logs')
  const simulators = resources.use(createPrograms(env, logs, report))
  if (options.demo) simulators.start({ name: 'simulators', args: ['simulators/main.ts'], restarts: 0 })
  const programs = resources.use(createPrograms(env, logs, report))
  const next = join(projectFolder, 'node_modules/next/dist/bin/next')
  const listen = ['--port', String(options.port), '--hostname', options.host]
  programs.start({
    name: 'web',
    args: options.dev ? [next, 'dev', ...listen] : [...heapFlags, 'scripts/web.ts', ...listen],
    restarts: 0,
  })
  programs.start({
    name: 'worker',
    args: [...(options.dev ? ['--watch'] : []), 'src/server/jobs/worker.ts'],
    restarts: 3,
  })
  const databaseLost = database.lost.then((): never => {
    throw new StartProblem(
      `PostgreSQL ended by itself. Its log is ${join(options.dataFolder, 'postgres', 'postgres.log')}.`,
    )
  })
  const failed = Promise.race([programs.failed, simulators.failed, databaseLost])
  failed.catch(() => undefined)
  await report.step('Starting the web app and a worker', () =>
    Promise.race([answers(`http://127.0.0.1:${options.port}/sign-in`, signal), failed]),
  )
  return { address, failed }
}

async function openDatabase(
  options: Options,
  resources: AsyncDisposableStack,
  report: Report,
): Promise<Database> {
  const { databaseUrl } = options
  if (databaseUrl !== undefined) {
    return { url: databaseUrl, lost: new Promise(() => undefined), async [Symbol.asyncDispose]() {} }
  }
  return resources.use(
    await report.step('Starting PostgreSQL', () => startOwnDatabase(options.dataFolder, report)),
  )
}

/** The environment of every program of this run. What the user has set goes before what the demo makes up. */
function settingsFor(
  options: Options,
  databaseUrl: string,
  address: string,
  report: Report,
): NodeJS.ProcessEnv {
  const common = {
    ...process.env,
    NODE_ENV: options.dev ? ('development' as const) : ('production' as const),
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    APP_URL: process.env['APP_URL'] || address,
  }
  if (!options.demo) return common
  const keys = demoKeys(options.dataFolder)
  if (keys.created)
    report.line(`           The demo made its own keys: ${keys.file}. A real installation brings its own.`)
  return {
    ...common,
    CAIRN_MASTER_KEYS: process.env['CAIRN_MASTER_KEYS'] || keys.CAIRN_MASTER_KEYS,
    AUTH_SECRET: process.env['AUTH_SECRET'] || keys.AUTH_SECRET,
    DEMO: '1',
    SIMULATORS_PORT: String(options.simulatorsPort),
    SIMULATORS_URL: `http://127.0.0.1:${options.simulatorsPort}`,
    SIMULATORS_STATE: join(options.dataFolder, 'simulators.json'),
  }
}

async function checkPort(variable: string, port: number, host: string): Promise<void> {
  const problem = await portProblem(port, host)
  if (problem === undefined) return
  const why =
    problem === 'EADDRINUSE'
      ? `Port ${port} is in use by another program. Stop it, or choose another port:`
      : `Cairn may not listen on ${host}:${port} (${problem}). Choose another port:`
  throw new StartProblem(`${why} ${variable}=${port + 1} npm start`)
}

async function answers(url: string, signal: AbortSignal): Promise<void> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(READY_TIMEOUT_MS)])
  for (;;) {
    const response = await fetch(url, { signal: deadline }).catch(() => undefined)
    if (response && response.status < 500) return
    signal.throwIfAborted()
    if (deadline.aborted) {
      const got = response ? `answers with ${response.status}` : 'does not answer'
      throw new StartProblem(`${url} ${got}. Look into .data/logs/web.log.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
