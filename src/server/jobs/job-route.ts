import type { Queryable } from '#server/db/transaction.ts'
import type { JobLane } from './lanes.ts'

/** Whose a job is: its connection, for fairness; its vendor, for workers that serve only some; its lane. */
export type JobRoute = { connectionId: string; vendor: string; lane?: JobLane }

/** The route of a job about a connection; null when there is no such connection. */
export async function routeOfConnection(db: Queryable, connectionId: string): Promise<JobRoute | null> {
  const { rows } = await db.query<{ vendor: string }>('SELECT vendor FROM connection WHERE id = $1', [
    connectionId,
  ])
  return rows[0] ? { connectionId, vendor: rows[0].vendor } : null
}

/** The route of the job of a run, its lane by what the run reads; null when there is no such run. */
export async function routeOfRun(db: Queryable, runId: string): Promise<JobRoute | null> {
  const { rows } = await db.query<{ connectionId: string; vendor: string; entities: string[] }>(
    `SELECT c.id AS "connectionId", c.vendor, r.entities
       FROM sync_run r JOIN connection c ON c.id = r.connection_id WHERE r.id = $1`,
    [runId],
  )
  const [run] = rows
  return run
    ? { connectionId: run.connectionId, vendor: run.vendor, lane: laneOfEntities(run.entities) }
    : null
}

const stock = ['inventory', 'batches']
const history = ['customers', 'orders']

/** @param entities what a run reads; empty means everything */
export function laneOfEntities(entities: readonly string[]): JobLane {
  if (entities.length === 0) return 'catalogue'
  if (entities.every((entity) => stock.includes(entity))) return 'stock'
  return entities.every((entity) => history.includes(entity)) ? 'history' : 'catalogue'
}
