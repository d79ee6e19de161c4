import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { heapFlags } from '#scripts/network/heap-flags.ts'
import { findFreePort } from '#scripts/network/ports.ts'
import { build, isBuildFresh } from '#scripts/start/build.ts'
import { migrateDatabase } from '#scripts/start/database.ts'
import type { Report } from '#scripts/start/report.ts'
import { runOnce } from '#scripts/start/run-once.ts'
import { type Simulators, simulatorsAt } from '../simulators.ts'
import { type CrashableDatabase, startCrashableDatabase } from './crashable-database.ts'
import { type Doorway, openDoorway } from './doorway.ts'
import { type Supervised, supervise } from './supervised.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Cairn as it runs somewhere, every part a process of its own, and bad lines between the parts. */
export type Installation = {
  /** Where people and vendors reach the web process, through the doorway. */
  address: string
  /** The same without the doorway. */
  webPort: number
  doorway: Doorway
  database: CrashableDatabase
  /** Between web and workers and PostgreSQL. */
  databaseLine: TcpProxy
  /** Between web and workers and the simulators. */
  posLine: TcpProxy
  simulators: Simulators
  simulatorsProcess: Supervised
  /** Also where they were started anew a moment ago. */
  simulatorsAnswer(): Promise<void>
  web: Supervised
  workers: Supervised[]
}

export type InstallationOptions = {
  folder: string
  /** Size of the stores. */
  products: number
  workers: number
  random: () => number
}

/** Brings everything up; `resources` ends it. */
export async function startInstallation(
  { folder, products, workers: count, random }: InstallationOptions,
  resources: AsyncDisposableStack,
  report: Report,
  signal: AbortSignal,
): Promise<Installation> {
  const database = await report.step('Starting PostgreSQL', startCrashableDatabase)
  resources.defer(database.stop)
  await report.step('Making its tables', () => migrateDatabase(database.url()))
  const databaseLine = await startTcpProxy(database.port)
  resources.defer(databaseLine.close)
  const [webPort, simulatorsPort] = [await findFreePort(), await findFreePort()]
  const posLine = await startTcpProxy(() => simulatorsPort)
  resources.defer(posLine.close)
  const doorway = await openDoorway(webPort, random)
  resources.defer(doorway.close)
  const address = `http://127.0.0.1:${doorway.port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: database.url(databaseLine.port),
    CAIRN_MASTER_KEYS: `chaos:${randomBytes(32).toString('base64')}`,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    APP_URL: address,
    DEMO: '1',
    SIMULATORS_URL: `http://127.0.0.1:${posLine.port}`,
  }
  await report.step('Seeding people and stores', () =>
    runOnce('Seeding', ['scripts/seed.ts', '--unconnected'], env),
  )
  if (!isBuildFresh())
    await report.step('Building the web app', () => build(join(folder, 'build.log'), signal))

  const simulatorsProcess = supervise(
    'simulators',
    ['simulators/main.ts'],
    {
      ...env,
      SIMULATORS_PORT: String(simulatorsPort),
      SIMULATORS_PUBLIC_URL: `http://127.0.0.1:${posLine.port}`,
      SIMULATORS_PACE: '0',
      SIMULATORS_PRODUCTS: String(products),
      SIMULATORS_STATE: join(folder, 'simulators.json'),
    },
    folder,
  )
  resources.defer(simulatorsProcess.stop)
  const listen = ['--port', String(webPort), '--hostname', '127.0.0.1']
  const web = supervise('web', [...heapFlags, 'scripts/web.ts', ...listen], env, folder)
  resources.defer(web.stop)
  const workers = Array.from({ length: count }, (_, index) =>
    supervise(`worker-${index + 1}`, ['src/server/jobs/worker.ts'], env, folder),
  )
  resources.defer(() => Promise.all(workers.map((worker) => worker.stop())).then(() => undefined))
  const simulators = simulatorsAt(`http://127.0.0.1:${simulatorsPort}`)
  const simulatorsAnswer = () => untilAnswers(`http://127.0.0.1:${simulatorsPort}/_control/vendors`, signal)
  const parts = {
    simulatorsAnswer,
    database,
    databaseLine,
    posLine,
    doorway,
    simulators,
    simulatorsProcess,
    web,
    workers,
  }
  await report.step(`Starting web, simulators and ${count} workers`, async () => {
    await untilAnswers(`${address}/sign-in`, signal)
    await simulatorsAnswer()
  })
  return { address, webPort, ...parts }
}

/** Waits, a minute at most, until something below 500 is answered. */
async function untilAnswers(url: string, signal: AbortSignal): Promise<void> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
  for (;;) {
    const response = await fetch(url, { signal: deadline }).catch(() => undefined)
    if (response && response.status < 500) return
    deadline.throwIfAborted()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
