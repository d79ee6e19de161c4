import type { Queryable } from '#server/db/transaction.ts'

export type Readiness = {
  /** Whether requests can be served. */
  ok: boolean
  /** Workers that gave a sign of life in the last half minute; syncs wait while there is none. */
  workers: number
  /** Jobs' last sign of having ended, of any worker; null when none has yet. */
  lastJobAt: Date | null
}

/**
 * Whether this installation can do its work, from one question to the database.
 * Never throws: a database that does not answer is an answer.
 */
export async function readiness(db: Queryable): Promise<Readiness> {
  try {
    const { rows } = await db.query<{ workers: number; lastJobAt: Date | null }>(
      `SELECT count(*) FILTER (WHERE last_seen_at > now() - interval '30 seconds')::int AS workers,
              max(last_job_at) AS "lastJobAt" FROM worker_heartbeat`,
    )
    const [found] = rows
    return { ok: found !== undefined, workers: found?.workers ?? 0, lastJobAt: found?.lastJobAt ?? null }
  } catch {
    return { ok: false, workers: 0, lastJobAt: null }
  }
}
