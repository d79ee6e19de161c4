import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Pool } from 'pg'
import { applyMigrations } from '#scripts/migrations/apply.ts'
import { heapFlags } from '#scripts/network/heap-flags.ts'
import { findFreePort } from '#scripts/network/ports.ts'
import { startServer } from '#scripts/postgres/server.ts'
import { build, isBuildFresh } from '#scripts/start/build.ts'
import { projectFolder } from '#scripts/start/options.ts'
import { createPool } from '#server/db/create-pool.ts'
import { type Delivery, findSigner, makeDeliveries } from './deliveries.ts'
import { fullLoad, type Measured, percentile, steadyLoad, type Target } from './load.ts'

const connections = 32
const steadyRate = 300
const warmUpSeconds = 4

/**
 * Short and many, each target in turn: what else the machine does comes and goes within seconds, and a ratio is only of
 * what was measured side by side.
 */
const rounds = 9
const workerProcess = 'bench/webhooks/worker-process.ts'

const names = ['bare', 'intake', 'web'] as const
type Targets = Record<(typeof names)[number], Target>

/**
 * Measures how fast notices are taken in: signed deliveries of 1 kB for 32 connections, a fifth sent before and a tenth
 * forged, against the intake, against the web process (built when it isn't), which takes them in beside the screens, and,
 * in turn, against bare node:http with one insert a request, on one PostgreSQL with its usual durability. No worker runs:
 * it would take the processor from all of them.
 * @param args seconds of each of the rounds; 3 when absent
 */
export async function benchWebhooks([seconds = '3']: string[]): Promise<void> {
  const [cpu] = cpus()
  console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.version}`)
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  if (!isBuildFresh()) {
    console.log('Building the web app …')
    await build(join(folder, 'build.log'), new AbortController().signal)
  }
  const server = await startServer(folder)
  const processes: ChildProcess[] = []
  const url = server.url('postgres')
  const pool = createPool(url, 4, () => undefined)
  try {
    await applyMigrations(url)
    const [port, intakePort, barePort] = [await findFreePort(), await findFreePort(), await findFreePort()]
    const env = {
      ...process.env,
      NODE_ENV: 'production' as const,
      DATABASE_URL: url,
      CAIRN_MASTER_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
      AUTH_SECRET: 'only-for-measurements-only-for-measurements',
      APP_URL: `http://127.0.0.1:${port}`,
      LOG_LEVEL: 'error',
    }
    const signer = findSigner()
    const args = [workerProcess, 'prepare', String(connections), signer.vendor, JSON.stringify(signer.signIn)]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env })
    const { connectionIds, secret } = JSON.parse(stdout) as { connectionIds: string[]; secret: string }

    for (const [program, at] of [
      ['web', port],
      ['intake', intakePort],
    ])
      processes.push(
        start([...heapFlags, `scripts/${program}.ts`, '--port', String(at), '--hostname', '127.0.0.1'], env),
      )
    processes.push(start([workerProcess, 'bare', String(barePort)], env))
    const web: Target = {
      origin: `http://127.0.0.1:${port}`,
      pathOf: (connection) => `/api/webhooks/${signer.vendor}/${connectionIds[connection]}`,
    }
    const intake: Target = { ...web, origin: `http://127.0.0.1:${intakePort}` }
    const bare: Target = { ...web, origin: `http://127.0.0.1:${barePort}` }
    const targets = { bare, intake, web }
    for (const { origin } of Object.values(targets)) await answers(origin)
    const deliver = (count: number) => makeDeliveries(signer, secret, connections, count)
    await measure(pool, targets, deliver, Number(seconds))
    signer.runtime.close()
  } finally {
    for (const child of processes) {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
    await pool.end()
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  pool: Pool,
  targets: Targets,
  deliver: (count: number) => Delivery[],
  seconds: number,
): Promise<void> {
  const ours: Measured[] = []
  const keep = (name: keyof Targets, measured: Measured) => {
    if (name !== 'bare') ours.push(measured)
    return measured
  }
  for (const name of names) keep(name, await fullLoad(targets[name], deliver(20_000), warmUpSeconds))
  const full: Record<keyof Targets, Measured[]> = { bare: [], intake: [], web: [] }
  for (let round = 0; round < rounds; round += 1) {
    // None always follows the same one, whose rows the database still tidies.
    const inTurn = [...names.slice(round % names.length), ...names.slice(0, round % names.length)]
    for (const name of inTurn)
      full[name].push(keep(name, await fullLoad(targets[name], deliver(6_000 * seconds), seconds)))
  }
  console.log(`\nFull load, ${connections} connections, the middle of ${rounds} rounds of ${seconds} s`)
  report('bare', middle(full.bare))
  for (const name of ['intake', 'web'] as const) {
    report(name, middle(full[name]))
    const ratios = full[name]
      .map((ours, round) => rate(ours) / rate(full.bare[round] ?? ours))
      .sort((a, b) => a - b)
    const told = [0.5, 0, 0.99].map((share) => percentile(ratios, share).toFixed(2))
    console.log(`  ratio ${told[0]}, by rounds ${told[1]} to ${told[2]} (aim 0.8)`)
  }

  console.log(`\n${steadyRate} a second, ${seconds} s`)
  for (const name of names) {
    const steady = await steadyLoad(targets[name], deliver(steadyRate * seconds), steadyRate, seconds)
    report(name, keep(name, steady))
  }
  await compare(pool, ours)
}

const rate = ({ accepted, seconds }: Measured) => accepted / seconds
const middle = (all: Measured[]): Measured => {
  const found = all.toSorted((a, b) => rate(a) - rate(b))[Math.floor(all.length / 2)]
  if (!found) throw new Error('nothing was measured')
  return found
}

function report(name: string, measured: Measured): void {
  const { latencies, requests, refused, failed } = measured
  console.log(
    `  ${name.padEnd(6)} ${Math.round(rate(measured)).toLocaleString('en')} accepted/s of ${Math.round(requests / measured.seconds).toLocaleString('en')} sent; ` +
      `to 2xx p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms; ` +
      `${refused} refused, ${failed} failed`,
  )
}

/** What is kept must be what was taken: each once, nothing forged. */
async function compare(pool: Pool, all: readonly Measured[]): Promise<void> {
  const taken = all.reduce((set, { taken }) => set.union(taken), new Set<string>()).size
  const sent = all.reduce((set, { sent }) => set.union(sent), new Set<string>()).size
  const { rows } = await pool.query<{ kept: number; duplicates: number }>(
    'SELECT count(*)::int AS kept, coalesce(sum(duplicates), 0)::int AS duplicates FROM webhook_delivery',
  )
  const { kept, duplicates } = rows[0] ?? { kept: 0, duplicates: 0 }
  console.log(
    `\n${taken.toLocaleString('en')} different notices were answered 2xx and ${kept.toLocaleString('en')} are kept, ` +
      `with ${duplicates.toLocaleString('en')} repetitions counted: lost ${Math.max(0, taken - kept)}, ` +
      `duplicates or forgeries leaked ${Math.max(0, kept - sent)} (aim 0)`,
  )
}

function start(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { env, cwd: projectFolder, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function answers(origin: string): Promise<void> {
  const ends = Date.now() + 60_000
  for (;;) {
    const answered = await fetch(origin, { method: 'POST', redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (answered) return
    if (Date.now() > ends) throw new Error(`${origin} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
