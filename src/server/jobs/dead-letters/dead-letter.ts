import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import type { SqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { deadLetterOf, definitions, type JobDefinition } from '../definitions.ts'

/** What became of a dead letter; absent while it waits for a person. */
export const outcomeSchema = z.object({
  outcome: z.enum(['retried', 'discarded']),
  userId: z.string(),
  at: z.string(),
  /** The job it lives on in. */
  jobId: z.string().nullish(),
  /** What the new job carries, where a person changed it. */
  edited: z.record(z.string(), z.unknown()).nullish(),
})
export type DeadLetterOutcome = z.infer<typeof outcomeSchema>

export const deadLetterStates = ['waiting', 'retried', 'discarded'] as const
export type DeadLetterState = (typeof deadLetterStates)[number]

/** The queues of dead letters, one for every queue. */
export const deadQueues = definitions.map(({ name }) => deadLetterOf(name))

/** A definition by the queue's name. */
export function definitionOf(queue: string): JobDefinition<object> {
  const found = definitions.find(({ name }) => name === queue)
  if (!found) {
    throw new AppError('conflict', `No kind of job is called ${queue} any more. It can only be discarded.`)
  }
  // Each takes its own payload; what is passed in was parsed by its own schema just before.
  return found as unknown as JobDefinition<object>
}

/**
 * What jobs are grouped by. A worker that died or took too long leaves pg-boss's words, which are made kinds of here;
 * everything else says its kind itself (`job-failure.ts`).
 */
export const reasonOf = `CASE
  WHEN d.source_output ->> 'kind' IS NOT NULL THEN d.source_output ->> 'kind'
  WHEN d.source_output #>> '{value,message}' = 'job heartbeat timeout' THEN 'worker_died'
  WHEN d.source_output #>> '{value,message}' = 'job timed out' THEN 'took_too_long'
  ELSE 'internal' END`

export const stateOf = `CASE WHEN d.state = 'created' THEN 'waiting' ELSE coalesce(d.output ->> 'outcome', 'discarded') END`

/** A job in the line of a connection that is not there any more: nothing can come of it. */
export const isOrphan = `(d.group_id IS NOT NULL AND c.id IS NULL)`

/** What an id looks like; a regular expression, tried on every dead letter, took longer than all else together. */
const idPattern = '________-____-____-____-____________'

/** The connection `c` and its store `s` of a dead letter `d`, for its FROM. */
export const joinConnection = `LEFT JOIN connection c ON c.id = CASE WHEN d.group_id LIKE '${idPattern}' THEN d.group_id::uuid END
    LEFT JOIN store s ON s.id = c.store_id`

/**
 * A condition on dead letters `d` that a person may see: those of the connections of their scope, and those of no
 * connection, which belong to the installation. What was of a connection that was removed shows to
 * those of its organisation who see all its stores: the record of the removal is what still says whose it was.
 */
export function isVisible(scope: QueryScope, sql: SqlValues): string {
  const removed =
    scope.storeIds === null
      ? `UNION ALL SELECT split_part(a.subject, ':', 2) FROM audit_entry a
          WHERE a.action = 'connection.removed' AND a.organization_id = ${sql.bind(scope.organizationId)}`
      : ''
  return `d.name = ANY(${sql.bind(deadQueues)}) AND d.state IN ('created', 'completed') AND (d.group_id IS NULL
    OR d.group_id IN (SELECT c.id::text FROM connection c WHERE ${scopeCondition('c', scope, sql)} ${removed}))`
}

/** Dead letters `d` that a person may see, with their connection `c` and store `s`, for a FROM. */
export const visibleDeadLetters = (scope: QueryScope, sql: SqlValues): string =>
  `pgboss.job_common d ${joinConnection} WHERE ${isVisible(scope, sql)}`

/**
 * Runs a question about the whole queue, which a large backlog must not make a burden: it ends after that long.
 * @throws {AppError} conflict when it took longer
 */
export async function bounded<T>(ask: Promise<T>): Promise<T> {
  try {
    return await ask
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '57014')) throw error
    throw new AppError(
      'conflict',
      'The queue is so busy that it could not be counted. Try again in a moment.',
    )
  }
}

export type Actor = { organizationId: string; userId: string }

export type LockedDeadLetter = {
  id: string
  name: string
  sourceName: string
  data: Record<string, unknown>
  priority: number
  connectionId: string | null
  vendor: string | null
  /** Its connection was removed: it can only be discarded. */
  orphaned: boolean
  state: DeadLetterState
}

/**
 * Takes dead letters of a scope for one transaction, so that of two people one acts and the other sees that it is done.
 * @returns those that are there, in one order for everybody
 */
export async function lockDeadLetters(
  tx: Queryable,
  scope: QueryScope,
  ids: readonly string[],
  sql: SqlValues,
): Promise<LockedDeadLetter[]> {
  const { rows } = await tx.query<LockedDeadLetter>(
    `SELECT d.id, d.name, d.source_name AS "sourceName", d.data, d.priority, d.group_id AS "connectionId",
            d.group_tier AS vendor, ${isOrphan} AS orphaned, ${stateOf} AS state
       FROM ${visibleDeadLetters(scope, sql)} AND d.id = ANY(${sql.bind(ids)}::uuid[])
      ORDER BY d.id FOR UPDATE OF d`,
    sql.values,
  )
  return rows
}
