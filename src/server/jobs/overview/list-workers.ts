import { z } from 'zod'
import type { Queryable } from '#server/db/transaction.ts'

const currentJobSchema = z.object({
  id: z.string(),
  queue: z.string(),
  lane: z.string(),
  connectionId: z.string().nullable(),
  startedAt: z.coerce.date(),
})

export type WorkerRow = {
  id: string
  hostname: string
  pid: number
  version: string
  /** What it takes; empty: everything. */
  vendors: string[]
  queues: string[]
  concurrency: number
  healthPort: number | null
  startedAt: Date
  lastSeenAt: Date
  lastJobAt: Date | null
  state: 'working' | 'stopping' | 'quiet'
  jobs: z.infer<typeof currentJobSchema>[]
}

/** A worker speaks every ten seconds; three times unheard is quiet. */
const quietAfter = `interval '30 seconds'`

/** Workers that gave a sign of life in the last day, those that work first. */
export async function listWorkers(db: Queryable): Promise<WorkerRow[]> {
  const { rows } = await db.query<WorkerRow & { jobs: unknown }>(
    `SELECT id, hostname, pid, version, vendors, queues, concurrency, health_port AS "healthPort",
            started_at AS "startedAt", last_seen_at AS "lastSeenAt", last_job_at AS "lastJobAt", current_jobs AS jobs,
            CASE WHEN last_seen_at < now() - ${quietAfter} THEN 'quiet'
                 WHEN stopping THEN 'stopping' ELSE 'working' END AS state
       FROM worker_heartbeat WHERE last_seen_at > now() - interval '1 day'
      ORDER BY last_seen_at < now() - ${quietAfter}, started_at, id`,
  )
  return rows.map((row) => {
    const jobs = z.array(currentJobSchema).safeParse(row.jobs)
    return { ...row, jobs: jobs.success ? jobs.data : [] }
  })
}
