import type { Pool } from 'pg'
import { liveChannel, liveText } from '#server/events/notify-live.ts'

/** A job in hand, as the workers page shows it. */
export type CurrentJob = {
  id: string
  queue: string
  lane: string
  connectionId: string | null
  startedAt: string
}

/** What a worker says of itself. */
export type Heartbeat = {
  id: string
  hostname: string
  pid: number
  version: string
  /** What it takes; empty: everything. */
  vendors: readonly string[]
  queues: readonly string[]
  concurrency: number
  healthPort: number | null
  stopping: boolean
  lastJobAt: Date | null
  currentJobs: readonly CurrentJob[]
}

const queueMoved = liveText({ organizationId: null, topic: 'queue', id: 'queue' })

/** Writes a sign of life, clears those of workers unheard of for a day, and has screens of the queue look again. */
export async function beat(pool: Pool, heartbeat: Heartbeat): Promise<void> {
  await pool.query(
    `WITH cleared AS (DELETE FROM worker_heartbeat WHERE last_seen_at < now() - interval '1 day'),
     beat AS (INSERT INTO worker_heartbeat (id, hostname, pid, version, vendors, queues, concurrency, health_port,
                                   stopping, last_job_at, current_jobs)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO UPDATE SET last_seen_at = now(), last_job_at = excluded.last_job_at,
       current_jobs = excluded.current_jobs, stopping = excluded.stopping)
     SELECT pg_notify($12, $13)`,
    [
      heartbeat.id,
      heartbeat.hostname,
      heartbeat.pid,
      heartbeat.version,
      heartbeat.vendors,
      heartbeat.queues,
      heartbeat.concurrency,
      heartbeat.healthPort,
      heartbeat.stopping,
      heartbeat.lastJobAt,
      JSON.stringify(heartbeat.currentJobs),
      liveChannel,
      queueMoved,
    ],
  )
}

/** A worker that stops says so; one that is killed goes quiet. */
export async function removeHeartbeat(pool: Pool, id: string): Promise<void> {
  await pool.query('WITH gone AS (DELETE FROM worker_heartbeat WHERE id = $1) SELECT pg_notify($2, $3)', [
    id,
    liveChannel,
    queueMoved,
  ])
}
