import type { Pool } from 'pg'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import {
  bounded,
  type DeadLetterState,
  isOrphan,
  reasonOf,
  stateOf,
  visibleDeadLetters,
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

/** The newest this many are looked at; more are a sign that retrying one by one is not the cure. */
const lookedAt = 10_000

const messageOf = `coalesce(d.source_output ->> 'message', d.source_output #>> '{value,message}')`

/** Dead letters of a scope, newest first; one page, counted from 1. */
export function listDeadLetters(
  pool: Pool,
  scope: QueryScope,
  filter: DeadLetterFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: DeadLetterRow[]; total: number }> {
  const sql = sqlValues()
  const from = `WITH dead AS (
    SELECT d.id, d.source_name AS queue, ${reasonOf} AS reason, ${messageOf} AS message,
           d.source_retry_count + 1 AS attempts, ${stateOf} AS state, d.created_on AS "diedAt",
           d.group_id AS "connectionId", c.name AS "connectionName", ${isOrphan} AS orphaned,
           s.name AS "storeName", s.time_zone AS "timeZone"
      FROM ${visibleDeadLetters(scope, sql)}
     ORDER BY d.created_on DESC LIMIT ${lookedAt}
  )`
  const where = [
    'TRUE',
    filter.queue && `queue = ${sql.bind(filter.queue)}`,
    filter.reason && `reason = ${sql.bind(filter.reason)}`,
    filter.connectionId && `"connectionId" = ${sql.bind(filter.connectionId)}`,
    filter.state && `state = ${sql.bind(filter.state)}`,
  ].filter(Boolean)
  const counting = [...sql.values]
  const text = `${from} SELECT * FROM dead WHERE ${where.join(' AND ')} ORDER BY "diedAt" DESC, id
     LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}`
  return bounded(
    inTransaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '3s'`)
      const { rows } = await tx.query<DeadLetterRow>(text, sql.values)
      const counted = await tx.query<{ total: number }>(
        `${from} SELECT count(*)::int AS total FROM dead WHERE ${where.join(' AND ')}`,
        counting,
      )
      return { rows, total: counted.rows[0]?.total ?? 0 }
    }, pool),
  )
}

/** Why dead letters of a scope that wait for a person gave up, most first. */
export function countReasons(pool: Pool, scope: QueryScope): Promise<ReasonRow[]> {
  const sql = sqlValues()
  const text = `WITH dead AS (
      SELECT d.source_name AS queue, ${reasonOf} AS reason, d.created_on, ${messageOf} AS message, ${isOrphan} AS orphaned
        FROM ${visibleDeadLetters(scope, sql)} AND d.state = 'created'
       ORDER BY d.created_on DESC LIMIT ${lookedAt}
    )
    SELECT queue, reason, count(*)::int AS waiting, count(*) FILTER (WHERE orphaned)::int AS orphaned, min(created_on) AS "oldestAt",
           (array_agg(message ORDER BY created_on DESC))[1] AS example
      FROM dead GROUP BY queue, reason ORDER BY count(*) DESC, queue, reason`
  return bounded(
    inTransaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '3s'`)
      return (await tx.query<ReasonRow>(text, sql.values)).rows
    }, pool),
  )
}
