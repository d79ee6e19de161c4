import type { Queryable } from '#server/db/transaction.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { phaseSums } from './list-runs.ts'

export type RunPoint = {
  id: string
  endedAt: Date
  status: RunStatus
  /** From its start to its end, waiting in the queue left out. */
  seconds: number
  created: number
  updated: number
  unchanged: number
  failed: number
}

/** The last ended runs of a connection for charts of duration and volume, oldest first. */
export async function runSeries(db: Queryable, connectionId: string, limit: number): Promise<RunPoint[]> {
  const { rows } = await db.query<RunPoint>(
    `SELECT r.id, r.ended_at AS "endedAt", r.status,
            extract(epoch FROM r.ended_at - coalesce(r.started_at, r.ended_at))::float8 AS seconds,
            sums.created, sums.updated, sums.unchanged, sums.failed
       FROM (SELECT * FROM sync_run WHERE connection_id = $1 AND ended_at IS NOT NULL
              ORDER BY queued_at DESC LIMIT $2) r
      CROSS JOIN LATERAL (${phaseSums('r.phases')}) AS sums
      ORDER BY r.queued_at`,
    [connectionId, limit],
  )
  return rows
}
