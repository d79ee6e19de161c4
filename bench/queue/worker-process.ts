/** Run by `bench-queue-screen.ts`: fills the database of DATABASE_URL and asks it what the queue screen asks. */
import { cpus } from 'node:os'
import { Client, type Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { createPool } from '#server/db/create-pool.ts'
import { startBoss } from '#server/jobs/boss.ts'
import { countReasons, listDeadLetters } from '#server/jobs/dead-letters/list-dead-letters.ts'
import { deadLetterOf, definitions } from '#server/jobs/definitions.ts'
import { listWorkers } from '#server/jobs/overview/list-workers.ts'
import { queueOverview } from '#server/jobs/overview/queue-overview.ts'
import { queueRate } from '#server/jobs/overview/queue-rate.ts'
import { newId } from '#server/lib/ids.ts'
import { timeRounds } from '../time-rounds.ts'

const connections = 200
const rounds = 20
const page = { page: 1, pageSize: 50 }

const url = process.env['DATABASE_URL'] ?? ''
const pool = createPool(url, 4, () => undefined)
const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
boss.on('error', (error) => console.error(error.message))

async function measure(sizes: number[]): Promise<void> {
  const scope = await fillConnections(pool)
  await pool.query(makeYesterday)
  await pool.query(insertCounts, [definitions.map(({ name }) => name)])
  let filled = 0
  for (const size of sizes) {
    await fillJobs(filled, size)
    filled = size
    console.log(`\n${size.toLocaleString('en')} waiting over ${connections} connections`)
    console.log('                           p50 ms   p95 ms')
    const parts = [
      await timeRounds('how it stands', rounds, () => queueOverview(pool, scope)),
      await timeRounds('jobs ended', rounds, () => queueRate(pool, undefined, new Date())),
      await timeRounds('reasons', rounds, () => countReasons(pool, scope)),
      await timeRounds('dead letters, a page', rounds, () =>
        listDeadLetters(pool, scope, { state: 'waiting' }, page),
      ),
    ]
    const screen = parts.reduce((sum, ms) => sum + ms, 0)
    console.log(`${'the screen'.padEnd(25)}${screen.toFixed(0).padStart(9)}`)
    await timeRounds('dead letters of a reason', rounds, () =>
      listDeadLetters(pool, scope, { state: 'waiting', reason: 'timeout' }, page),
    )
    await timeRounds('workers', rounds, () => listWorkers(pool))
  }
}

async function fillConnections(pool: Pool) {
  const [organizationId, storeId] = [newId(), newId()]
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Bench')`, [organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Bench', 'UTC', 'US-CA')`,
    [storeId, organizationId],
  )
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, updated_at)
     SELECT gen_random_uuid(), $1, $2, 'vendor ' || i % 8, 'Connection ' || i, 'active', 'none', now()
       FROM generate_series(1, $3::int) i`,
    [organizationId, storeId, connections],
  )
  return { organizationId, storeIds: null }
}

/** A new installation keeps counts from today on only. */
const makeYesterday = `
  DO $$ BEGIN EXECUTE format(
    'CREATE TABLE pgboss.queue_stats_yesterday PARTITION OF pgboss.queue_stats FOR VALUES FROM (%L) TO (%L)',
    date_trunc('day', now(), 'UTC') - interval '1 day', date_trunc('day', now(), 'UTC'));
  END $$`

/** pg-boss's counts, of every queue each ten seconds in the last hour and each minute in the 17 before. */
const insertCounts = `
  INSERT INTO pgboss.queue_stats (name, captured_on, delta_on, completed_delta, failed_delta, delta_seconds)
  SELECT name, at, at, 40, 1, 10
    FROM unnest($1::text[]) name CROSS JOIN (
      SELECT generate_series(now() - interval '1 hour', now(), '10 seconds')
      UNION ALL SELECT generate_series(now() - interval '18 hours', now() - interval '1 hour', '1 minute')) times (at)`

/** Adds jobs up to `size`, half of them syncs of three lanes, half notices, and their dead letters. */
async function fillJobs(from: number, size: number): Promise<void> {
  // Not of the pool, whose statements may not take this long.
  const client = new Client(url)
  await client.connect()
  const own = `WITH own AS (SELECT id::text, vendor, row_number() OVER (ORDER BY id) AS place FROM connection)`
  await client.query(
    `${own} INSERT INTO pgboss.job_common (name, data, singleton_key, policy, group_id, group_tier, priority, start_after, created_on)
     SELECT CASE WHEN i % 2 = 0 THEN 'sync.run' ELSE 'notices.process' END, '{}', i::text, 'exclusive', own.id, own.vendor,
            CASE WHEN i % 2 = 1 THEN 40 ELSE 10 + i % 3 * 10 END,
            now() - interval '1 day' + i * interval '50 ms', now() - interval '1 day' + i * interval '50 ms'
       FROM generate_series($1::int, $2::int) i JOIN own ON own.place = 1 + i % ${connections}`,
    [from + 1, size],
  )
  const dead = Math.min(20_000, size / 50)
  await client.query(
    `${own} INSERT INTO pgboss.job_common (name, data, group_id, group_tier, source_name, source_output, source_retry_count, created_on)
     SELECT $1, '{}', own.id, own.vendor, 'sync.run',
            jsonb_build_object('kind', (ARRAY['timeout', 'internal', 'names_nothing'])[1 + i % 3], 'message', 'It said ' || i), 5,
            now() - i * interval '1 s'
       FROM generate_series(1, $2::int) i JOIN own ON own.place = 1 + i % ${connections}`,
    [deadLetterOf('sync.run'), dead],
  )
  await client.query('VACUUM ANALYZE')
  // What was just written is on its way to the disk no more when the questions are timed.
  await client.query('CHECKPOINT')
  await client.end()
}

await startBoss(boss)
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`)
await measure(process.argv.slice(2).map(Number))
await boss.stop({ graceful: false })
await pool.end()
