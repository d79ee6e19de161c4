import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { definitions } from '../definitions.ts'
import {
  type DeadLetterState,
  isOrphan,
  outcomeSchema,
  reasonOf,
  stateOf,
  visibleDeadLetters,
} from './dead-letter.ts'

/** A field of a payload, for the form it is edited in. */
export type PayloadField = {
  name: string
  kind: 'text' | 'number' | 'boolean'
  required: boolean
  id: boolean
}

export type DeadLetterDetail = {
  id: string
  queue: string
  title: string
  reason: string
  class: string | null
  message: string | null
  worker: string | null
  attempts: number
  firstFailedAt: Date | null
  diedAt: Date
  sentAt: Date
  jobId: string
  payload: Record<string, unknown>
  /** Empty when the kind of job is gone or carries nothing. */
  fields: PayloadField[]
  state: DeadLetterState
  connectionId: string | null
  connectionName: string | null
  /** Its connection was removed: it can only be discarded. */
  orphaned: boolean
  timeZone: string | null
  /** What a person did about it. */
  outcome: {
    at: Date
    by: string | null
    jobId: string | null
    edited: Record<string, unknown> | null
    /** What became of the new job; null when it has been cleared away since. */
    jobState: string | null
  } | null
}

type Row = Omit<DeadLetterDetail, 'title' | 'fields' | 'outcome' | 'firstFailedAt'> & {
  output: unknown
  firstFailedAt: string | null
}

/**
 * A dead letter with everything known about why it gave up and what was done about it.
 * @throws {AppError} not_found
 */
export async function getDeadLetter(db: Queryable, scope: QueryScope, id: string): Promise<DeadLetterDetail> {
  const sql = sqlValues()
  const { rows } = await db.query<Row>(
    `SELECT d.id, d.source_name AS queue, ${reasonOf} AS reason, d.source_output ->> 'class' AS class,
            coalesce(d.source_output ->> 'message', d.source_output #>> '{value,message}') AS message,
            d.source_output ->> 'worker' AS worker, d.source_retry_count + 1 AS attempts,
            d.source_output ->> 'firstFailedAt' AS "firstFailedAt", d.created_on AS "diedAt",
            d.source_created_on AS "sentAt", d.source_id AS "jobId", d.data AS payload, ${stateOf} AS state,
            d.group_id AS "connectionId", c.name AS "connectionName", ${isOrphan} AS orphaned,
            s.time_zone AS "timeZone", d.output
       FROM ${visibleDeadLetters(scope, sql)} AND d.id = ${sql.bind(id)}`,
    sql.values,
  )
  const [row] = rows
  if (!row) throw new AppError('not_found', 'This job is not among the dead letters any more.')
  const { output, ...letter } = row
  const definition = definitions.find(({ name }) => name === row.queue)
  return {
    ...letter,
    firstFailedAt: letter.firstFailedAt === null ? null : new Date(letter.firstFailedAt),
    title: definition?.title ?? row.queue,
    fields: definition ? fieldsOf(definition.payload) : [],
    outcome: await describeOutcome(db, row.queue, output),
  }
}

async function describeOutcome(
  db: Queryable,
  queue: string,
  output: unknown,
): Promise<DeadLetterDetail['outcome']> {
  const parsed = outcomeSchema.safeParse(output)
  if (!parsed.success) return null
  const { userId, at, jobId = null, edited = null } = parsed.data
  const { rows } = await db.query<{ by: string | null; jobState: string | null }>(
    `SELECT (SELECT name FROM user_account WHERE id = $1) AS by,
            (SELECT state::text FROM pgboss.job_common WHERE name = $2 AND id = $3) AS "jobState"`,
    [userId, queue, jobId],
  )
  return { at: new Date(at), by: rows[0]?.by ?? null, jobId, edited, jobState: rows[0]?.jobState ?? null }
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.string().optional(), format: z.string().optional() })),
  required: z.array(z.string()).default([]),
})

/** The fields of a payload's schema; ids, texts, numbers and yes/no are all a payload may hold. */
export function fieldsOf(payload: z.ZodType): PayloadField[] {
  const { properties, required } = objectSchema.parse(z.toJSONSchema(payload, { io: 'input' }))
  return Object.entries(properties).map(([name, { type, format }]) => ({
    name,
    kind: type === 'boolean' ? 'boolean' : type === 'number' || type === 'integer' ? 'number' : 'text',
    required: required.includes(name),
    id: format === 'uuid',
  }))
}
