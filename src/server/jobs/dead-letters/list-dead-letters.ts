import type { Pool } from 'pg'
import type { QueryScope } from '#server/access/query-scope.ts'
import { type SqlValues, sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { deadLetterOf } from '../definitions.ts'
import {
  bounded,
  type DeadLetterState,
  isOrphan,
  isVisible,
  joinConnection,
  reasonOf,
  stateOf,
} from './dead-letter.ts'

export type DeadLetterFilter = {
  queue?: string | undefined
  reason?: string | undefined
  connectionId?: string | undefined
  state?: DeadLetterState | undefined
}

export type DeadLetterRow = {
  id: string
  queue: string
  reason: string
  message: string | null
  attempts: number
  state: DeadLetterState
  diedAt: Date
  connectionId: string | null
  connectionName: string | null
  /** Its connection was removed: it can only be discarded. */
  orphaned: boolean
  storeName: string | null
  timeZone: string | null
}

export type ReasonRow = {
  queue: string
  reason: string
  waiting: number
  /** Of those: of connections that were removed. They can only be discarded. */
  orphaned: number
  oldestAt: Date
  example: string | null
}

/** A list ends here; more are a sign that retrying one by one is not the cure. */
const lookedAt = 10_000

const messageOf = `coalesce(d.source_output ->> 'message', d.source_output #>> '{value,message}')`

/** Dead letters of a scope, newest first; one page, counted from 1. `total` ends at ten thousand. */
export function listDeadLetters(
  pool: Pool,
  scope: QueryScope,
  filter: DeadLetterFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: DeadLetterRow[]; total: number }> {
  const sql = sqlValues()
  const { inside, outside } = narrowed(filter, sql)
  // Names, and what was said, are looked up for the page alone; the rest is only counted.
  const found = `WITH seen AS MATERIALIZED (
    SELECT d.name, d.id, d.created_on AS "diedAt", ${stateOf} AS state, ${filter.reason ? reasonOf : 'NULL'} AS reason
      FROM pgboss.job_common d WHERE ${isVisible(scope, sql)} ${inside}
  ), found AS (
    SELECT * FROM seen WHERE true ${outside} ORDER BY "diedAt" DESC, id LIMIT ${lookedAt}
  )`
  const counting = [...sql.values]
  const text = `${found}, page AS (
      SELECT *, count(*) OVER ()::int AS total FROM found ORDER BY "diedAt" DESC, id
       LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
    )
    SELECT d.id, d.source_name AS queue, ${reasonOf} AS reason, ${messageOf} AS message,
           d.source_retry_count + 1 AS attempts, p.state, p."diedAt", d.group_id AS "connectionId",
           c.name AS "connectionName", ${isOrphan} AS orphaned, s.name AS "storeName", s.time_zone AS "timeZone", p.total
      FROM page p JOIN pgboss.job_common d ON d.name = p.name AND d.id = p.id ${joinConnection}
     ORDER BY p."diedAt" DESC, d.id`
  return bounded(
    inTransaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '3s'`)
      const { rows } = await tx.query<DeadLetterRow & { total: number }>(text, sql.values)
      const [first] = rows
      // Nothing on this page: there may be some before it.
      const counted =
        first ??
        (await tx.query<{ total: number }>(`${found} SELECT count(*)::int AS total FROM found`, counting))
          .rows[0]
      return { rows: rows.map(({ total: _, ...row }) => row), total: counted?.total ?? 0 }
    }, pool),
  )
}

/** The filter as further conditions on a dead letter `d`, and on what was `seen` of it. */
function narrowed({ queue, reason, connectionId, state }: DeadLetterFilter, sql: SqlValues) {
  const all = (...conditions: (string | undefined)[]) =>
    conditions.flatMap((condition) => (condition ? [`AND ${condition}`] : [])).join(' ')
  return {
    inside: all(
      queue && `d.name = ${sql.bind(deadLetterOf(queue))}`,
      state && `d.state = '${state === 'waiting' ? 'created' : 'completed'}'`,
      connectionId && `d.group_id = ${sql.bind(connectionId)}`,
    ),
    outside: all(state && `state = ${sql.bind(state)}`, reason && `reason = ${sql.bind(reason)}`),
  }
}

/** Why dead letters of a scope that wait for a person gave up, most first. */
export function countReasons(pool: Pool, scope: QueryScope): Promise<ReasonRow[]> {
  const sql = sqlValues()
  const text = `WITH line AS (
      SELECT d.name, d.source_name AS queue, ${reasonOf} AS reason, d.group_id, count(*)::int AS waiting,
             min(d.created_on) AS oldest, max(d.created_on) AS newest
        FROM pgboss.job_common d WHERE ${isVisible(scope, sql)} AND d.state = 'created' GROUP BY 1, 2, 3, 4
    ), reason AS (
      SELECT d.name, queue, reason, sum(waiting)::int AS waiting, min(oldest) AS "oldestAt", max(newest) AS newest,
             coalesce(sum(waiting) FILTER (WHERE ${isOrphan}), 0)::int AS orphaned
        FROM line d ${joinConnection} GROUP BY 1, 2, 3
    )
    SELECT queue, reason, waiting, orphaned, "oldestAt", (
             SELECT ${messageOf} FROM pgboss.job_common d
              WHERE d.name = r.name AND d.created_on = r.newest AND d.state = 'created' AND ${reasonOf} = r.reason LIMIT 1) AS example
      FROM reason r ORDER BY waiting DESC, queue, reason`
  return bounded(
    inTransaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '3s'`)
      return (await tx.query<ReasonRow>(text, sql.values)).rows
    }, pool),
  )
}
