import type { Pool } from 'pg'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { bounded } from '../dead-letters/dead-letter.ts'
import { definitions } from '../definitions.ts'
import { type JobLane, jobLanes, laneOf } from '../lanes.ts'
import { listWorkers } from './list-workers.ts'
import { type Unserved, unservedOf } from './unserved.ts'
import { type WaitingLine, waitingLines } from './waiting-lines.ts'

export type LaneRow = {
  lane: JobLane
  /** Ready to be taken. */
  waiting: number
  /** `waiting` is an estimate. */
  about: boolean
  active: number
  oldestAt: Date | null
}
export type QueueRow = {
  queue: string
  title: string
  waiting: number
  active: number
  deferred: number
  oldestSeconds: number | null
  /** As of then; workers count every ten seconds. */
  countedAt: Date | null
}
export type BacklogRow = {
  connectionId: string
  connectionName: string
  storeName: string
  vendor: string
  waiting: number
  about: boolean
  oldestAt: Date
}
export type QueueOverview = {
  lanes: LaneRow[]
  queues: QueueRow[]
  backlog: BacklogRow[]
  unserved: Unserved[]
  workers: number
}

const backlogRows = 10

/**
 * How the queue stands. Whole queues come from pg-boss's own counts, lines are counted as far as that is quick. Figures
 * are of the installation, names only of the connections of the scope.
 * @throws {AppError} conflict when the database is too busy to say
 */
export function queueOverview(pool: Pool, scope: QueryScope): Promise<QueueOverview> {
  return bounded(
    inTransaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '3s'`)
      const names = definitions.map(({ name }) => name)
      const lines = await waitingLines(tx, names)
      const active = await tx.query<{ priority: number; active: number }>(
        `SELECT priority, count(*)::int AS active FROM pgboss.job_common
          WHERE name = ANY($1) AND state = 'active' GROUP BY priority`,
        [names],
      )
      const queues = await tx.query<QueueRow>(
        `SELECT name AS queue, ready_count AS waiting, active_count AS active, deferred_count AS deferred,
                ready_oldest_seconds AS "oldestSeconds", monitor_on AS "countedAt"
           FROM pgboss.queue WHERE name = ANY($1)`,
        [names],
      )
      const workers = await listWorkers(tx)
      const combinations = [...Map.groupBy(lines, ({ name, vendor }) => `${name} ${vendor}`).values()]
      return {
        lanes: lanesOf(lines, active.rows),
        queues: definitions.flatMap(({ name, title }) => {
          const row = queues.rows.find(({ queue }) => queue === name)
          return row ? [{ ...row, title }] : []
        }),
        backlog: await namedBacklog(tx, scope, lines),
        unserved: unservedOf(
          combinations.flatMap(([first]) => (first ? [{ queue: first.name, vendor: first.vendor }] : [])),
          workers,
        ),
        workers: workers.filter(({ state }) => state === 'working').length,
      }
    }, pool),
  )
}

function lanesOf(lines: WaitingLine[], active: { priority: number; active: number }[]): LaneRow[] {
  return jobLanes.map((lane) => {
    const own = lines.filter(({ priority }) => laneOf(priority) === lane)
    const oldest = own.map(({ oldestAt }) => oldestAt.getTime())
    return {
      lane,
      ...sumOf(own),
      active: active.reduce((sum, row) => sum + (laneOf(row.priority) === lane ? row.active : 0), 0),
      oldestAt: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
    }
  })
}

const sumOf = (lines: WaitingLine[]) => ({
  waiting: lines.reduce((sum, { waiting }) => sum + waiting, 0),
  about: lines.some(({ about }) => about),
})

async function namedBacklog(
  tx: Parameters<Parameters<typeof inTransaction>[0]>[0],
  scope: QueryScope,
  lines: WaitingLine[],
): Promise<BacklogRow[]> {
  const byConnection = [...Map.groupBy(lines, ({ line }) => line)]
    .filter(([line]) => line !== '')
    .map(([connectionId, own]) => ({
      connectionId,
      ...sumOf(own),
      oldestAt: new Date(Math.min(...own.map(({ oldestAt }) => oldestAt.getTime()))),
    }))
  const sql = sqlValues([byConnection.map(({ connectionId }) => connectionId)])
  const { rows } = await tx.query<
    Pick<BacklogRow, 'connectionId' | 'connectionName' | 'storeName' | 'vendor'>
  >(
    `SELECT c.id AS "connectionId", c.name AS "connectionName", s.name AS "storeName", c.vendor
       FROM connection c JOIN store s ON s.id = c.store_id
      WHERE c.id = ANY($1::uuid[]) AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  const names = new Map(rows.map((row) => [row.connectionId, row]))
  return byConnection
    .flatMap((row) => {
      const name = names.get(row.connectionId)
      return name ? [{ ...row, ...name }] : []
    })
    .sort((a, b) => b.waiting - a.waiting || a.oldestAt.getTime() - b.oldestAt.getTime())
    .slice(0, backlogRows)
}
