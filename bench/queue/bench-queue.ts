import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { startServer } from '#scripts/postgres/server.ts'
import { queuePlanning } from '#server/jobs/boss.ts'
import { claimJobs, type QueueDb, waitingIndex } from '#server/jobs/queue/claim-jobs.ts'
import { createTurns } from '#server/jobs/queue/turns.ts'

const queue = 'bench'
const connections = 200
const claims = 150

/** Takes one claim's worth of jobs; `fair` is ours, the others are pg-boss's fetch. */
type Take = () => Promise<{ id: string; retryCount: number; connectionId: string | null }[]>

/**
 * Measures the claim of jobs on a PostgreSQL of its own with its usual durability: its pace with few and many waiting over
 * 200 connections, and whom it serves when one connection has 90 % of the backlog, beside pg-boss's fetch in the same run.
 * @param args numbers of waiting jobs; 1 000, 100 000 and 1 000 000 when absent
 */
export async function benchQueue(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000, 100_000, 1_000_000]
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const server = await startServer(folder)
  const connectionString = server.url('postgres')
  const boss = new PgBoss({ connectionString, options: queuePlanning, supervise: false, schedule: false })
  boss.on('error', (error) => console.error(error.message))
  try {
    await boss.start()
    await boss.createQueue(queue)
    await boss.getDb().executeSql(waitingIndex)
    console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`)
    console.log(`${connections} connections, one claim at a time, each job completed before the next claim\n`)
    await pace(boss, sizes)
    await fairness(boss)
  } finally {
    await boss.stop({ graceful: false })
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

const ours = (db: QueueDb, limit: number): Take => {
  const turns = createTurns()
  return async () => {
    const request = { queues: [queue], vendors: null, limit, share: 2, served: turns.served() }
    const jobs = await claimJobs(db, { ...request, oldestFirst: false })
    turns.note(jobs.map(({ connectionId }) => connectionId))
    return jobs
  }
}

const fetched =
  (boss: PgBoss, options: { groupConcurrency?: number }): Take =>
  async () =>
    (await boss.fetch(queue, { batchSize: 1, ...options })).map(({ id, retryCount, groupId }) => ({
      id,
      retryCount,
      connectionId: groupId ?? null,
    }))

/** Adds jobs up to `size`. @param share part of them that is of the first connection, all of it older */
async function fill(db: QueueDb, from: number, size: number, share: number): Promise<void> {
  await db.executeSql(
    `INSERT INTO pgboss.job_common (name, data, singleton_key, policy, group_id, group_tier, start_after, created_on)
     SELECT $1, '{}', i::text, 'exclusive', CASE WHEN i <= $4 THEN 'connection 0' ELSE 'connection ' || i % $5 END, 'any',
            now() - interval '1 day' + i * interval '1 ms', now() - interval '1 day' + i * interval '1 ms'
       FROM generate_series($2::int, $3::int) i`,
    [queue, from + 1, size, Math.round(size * share), connections],
  )
  await db.executeSql('VACUUM ANALYZE pgboss.job_common')
  // What was just written is on its way to the disk no more when the claims are timed.
  await db.executeSql('CHECKPOINT')
}

async function pace(boss: PgBoss, sizes: number[]): Promise<void> {
  const db = boss.getDb()
  console.log('waiting      claims/s   p50 ms   p95 ms   jobs/s by tens')
  const rates: number[] = []
  let filled = 0
  for (const size of sizes) {
    await fill(db, filled, size, 0)
    filled = size
    await measure(boss, ours(db, 1), 20)
    const one = await measure(boss, ours(db, 1))
    const tens = await measure(boss, ours(db, 10), 30)
    rates.push(one.p50)
    console.log(
      `${size.toLocaleString('en').padEnd(10)} ${one.perSecond.toFixed(0).padStart(10)} ${one.p50.toFixed(1).padStart(8)} ` +
        `${one.p95.toFixed(1).padStart(8)} ${tens.jobsPerSecond.toFixed(0).padStart(16)}`,
    )
  }
  const spread = Math.max(...rates) / Math.min(...rates)
  console.log(`slowest to fastest p50: ${spread.toFixed(2)} × (aim: within 2 ×)\n`)

  // What pg-boss's own limit of a group costs when the one at its limit stands in front.
  await db.executeSql(
    `UPDATE pgboss.job_common SET group_id = 'connection 0', created_on = created_on - interval '1 day'
      WHERE singleton_key::int % 10 <> 0`,
  )
  await db.executeSql('VACUUM ANALYZE pgboss.job_common')
  const held = await boss.fetch(queue, { batchSize: 2 })
  const limited = await measure(boss, fetched(boss, { groupConcurrency: 2 }), 5)
  const beside = await measure(boss, ours(db, 1))
  console.log(
    `${filled.toLocaleString('en')} waiting, 90 % of one connection that has its share (${held.length}) already: ` +
      `ours p50 ${beside.p50.toFixed(1)} ms; pg-boss with groupConcurrency 2: p50 ${limited.p50.toFixed(1)} ms\n`,
  )
  await db.executeSql('TRUNCATE pgboss.job_common')
}

/** @returns the time of a claim alone, without the completion that follows it */
async function measure(boss: PgBoss, take: Take, times = claims) {
  const took: number[] = []
  let jobs = 0
  for (let count = 0; count < times; count += 1) {
    const began = performance.now()
    const taken = await take()
    took.push(performance.now() - began)
    jobs += taken.length
    if (taken.length > 0) await boss.complete(queue, taken)
  }
  const total = took.reduce((sum, each) => sum + each, 0) / 1000
  took.sort((a, b) => a - b)
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(part * took.length))] ?? 0
  return { perSecond: times / total, jobsPerSecond: jobs / total, p50: at(0.5), p95: at(0.95) }
}

/** 20 000 jobs, 18 000 of them of one connection and older; the first 2 000 that are taken. */
async function fairness(boss: PgBoss): Promise<void> {
  const [size, taken] = [20_000, 2_000]
  console.log(`${size} waiting, 90 % of one connection and older than the rest; the first ${taken} taken`)
  console.log('                      Jain   of the big one   others: first job after p50 / p95 (jobs taken)')
  for (const [name, take] of [
    ['ours', ours(boss.getDb(), 4)],
    ['first in, first out', fetched(boss, {})],
  ] as const) {
    await boss.getDb().executeSql('TRUNCATE pgboss.job_common')
    await fill(boss.getDb(), 0, size, 0.9)
    const order: string[] = []
    while (order.length < taken) {
      const jobs = await take()
      if (jobs.length === 0) break
      order.push(...jobs.map(({ connectionId }) => connectionId ?? ''))
      await boss.complete(queue, jobs)
    }
    const lines = Array.from({ length: connections }, (_, index) => `connection ${index}`)
    const served = lines.map((line) => order.filter((each) => each === line).length)
    const waits = lines
      .slice(1)
      .map((line) => order.indexOf(line))
      .map((index) => (index < 0 ? Number.POSITIVE_INFINITY : index))
      .sort((a, b) => a - b)
    const words = (index: number) => {
      const wait = waits[index] ?? 0
      return Number.isFinite(wait) ? String(wait) : `over ${taken}`
    }
    console.log(
      `${name.padEnd(20)} ${jain(served).toFixed(3).padStart(6)} ${String(served[0]).padStart(16)}   ${words(99)} / ${words(189)}`,
    )
  }
}

/** Jain's index of fairness: 1 when all got the same, 1/n when one got everything. */
function jain(served: number[]): number {
  const sum = served.reduce((total, each) => total + each, 0)
  const squares = served.reduce((total, each) => total + each * each, 0)
  return squares === 0 ? 0 : (sum * sum) / (served.length * squares)
}
