import type { Pool } from 'pg'

/** What a worker says of itself. */
export type Heartbeat = {
  id: string
  hostname: string
  pid: number
  lastJobAt: Date | null
  currentJobs: Set<string>
}

/** Writes a sign of life, and clears those of workers unheard of for a day. */
export async function beat(pool: Pool, heartbeat: Heartbeat): Promise<void> {
  await pool.query(
    `WITH cleared AS (DELETE FROM worker_heartbeat WHERE last_seen_at < now() - interval '1 day')
     INSERT INTO worker_heartbeat (id, hostname, pid, last_job_at, current_jobs) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET last_seen_at = now(), last_job_at = excluded.last_job_at,
       current_jobs = excluded.current_jobs`,
    [
      heartbeat.id,
      heartbeat.hostname,
      heartbeat.pid,
      heartbeat.lastJobAt,
      JSON.stringify([...heartbeat.currentJobs]),
    ],
  )
}

/** A worker that stops says so; one that is killed goes quiet. */
export async function removeHeartbeat(pool: Pool, id: string): Promise<void> {
  await pool.query('DELETE FROM worker_heartbeat WHERE id = $1', [id])
}
