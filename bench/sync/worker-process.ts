/** One step of the measurement in a process of its own: `prepare <vendor> <sign-in as JSON>` or `pass <connection> <simulators>`. */

import { saveCredentials } from '#server/connections/credentials.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { runSync } from '#server/sync/run-sync.ts'
import { createConnection, queueRun } from '#server/sync/testing/sync-world.ts'
import { openUnpaced } from './open-unpaced.ts'

const [command, first = '', second = ''] = process.argv.slice(2)

async function prepare(vendor: string, signIn: { method: string; fields: Record<string, string> }) {
  const id = await createConnection(pool)
  const { rows } = await pool.query<{ organizationId: string }>(
    `UPDATE connection SET vendor = $2, sign_in_method = $3, endpoint = 'simulator' WHERE id = $1
     RETURNING organization_id AS "organizationId"`,
    [id, vendor, signIn.method],
  )
  const organizationId = rows[0]?.organizationId ?? ''
  await inTransaction((tx) => saveCredentials(tx, { id, organizationId }, signIn.fields))
  return id
}

async function pass(connectionId: string, simulatorsUrl: string) {
  const runId = await queueRun(pool, connectionId)
  const started = performance.now()
  const outcome = await runSync({
    pool,
    open: openUnpaced(simulatorsUrl),
    clock: systemClock,
    runId,
    signal: new AbortController().signal,
  })
  if (outcome !== 'succeeded') throw new Error(`the sync ${outcome}`)
  const seconds = (performance.now() - started) / 1000
  const { rows: phases } = await pool.query(
    `SELECT entity, count(*)::int AS pages, sum(read)::int AS read, sum(created)::int AS created,
            sum(updated)::int AS updated, sum(unchanged)::int AS unchanged, sum(failed)::int AS failed,
            sum(fetch_ms)::int AS "fetchMs", sum(write_ms)::int AS "writeMs"
       FROM sync_page WHERE run_id = $1 GROUP BY entity ORDER BY min(created_at)`,
    [runId],
  )
  return { seconds, phases, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}

const answer = command === 'prepare' ? await prepare(first, JSON.parse(second)) : await pass(first, second)
console.log(JSON.stringify(answer))
await pool.end()
