import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { CrashableDatabase } from '../installation/crashable-database.ts'

/** One time a job was taken up. Moments are epoch ms of the database. */
export type Attempt = {
  job: string
  queue: string
  number: number
  startedAt: number
  /** the last sign of life its worker gave while on it */
  heardAt: number
  /** The queue gave it up because its worker was not heard of any more. */
  lost: boolean
}

const intervalMs = 300

type Row = {
  id: string
  name: string
  number: number
  startedAt: Date
  heardAt: Date | null
  lostBefore: boolean
}

/**
 * Looks at the queue's table, past all bad lines, until `signal` is aborted.
 * @returns every attempt seen, in the order of its start
 */
export async function watchJobs(database: CrashableDatabase, signal: AbortSignal): Promise<Attempt[]> {
  const attempts = new Map<string, Attempt>()
  while (!signal.aborted) {
    const client = new Client({ connectionString: database.url(), connectionTimeoutMillis: 1_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      while (!signal.aborted) {
        // What a job left behind when it was given up stays until its next end.
        const { rows } = await client.query<Row>(
          `SELECT id, name, retry_count AS number, started_on AS "startedAt", heartbeat_on AS "heardAt",
                  coalesce(output #>> '{value,message}' = 'job heartbeat timeout', false) AS "lostBefore"
             FROM pgboss.job WHERE started_on > now() - interval '1 hour' AND state = 'active'`,
        )
        for (const row of rows) note(attempts, row)
        await delay(intervalMs, undefined, { signal }).catch(() => undefined)
      }
    } catch {
      // Crashed by the nemesis, or no queue there yet.
      await delay(intervalMs)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  return [...attempts.values()].sort((a, b) => a.startedAt - b.startedAt)
}

function note(attempts: Map<string, Attempt>, row: Row): void {
  const startedAt = row.startedAt.getTime()
  const key = `${row.id} ${row.number}`
  const known = attempts.get(key)
  const heardAt = Math.max(row.heardAt?.getTime() ?? 0, known?.heardAt ?? 0, startedAt)
  attempts.set(key, {
    job: row.id,
    queue: row.name,
    number: row.number,
    startedAt,
    heardAt,
    lost: known?.lost ?? false,
  })
  const before = attempts.get(`${row.id} ${row.number - 1}`)
  if (before && row.lostBefore) before.lost = true
}
