import type { Pool, PoolClient } from 'pg'
import type { PgBoss } from 'pg-boss'
import { recordAudit } from '#server/access/audit.ts'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { wakeChannel } from '../definitions.ts'
import { placeOf } from '../enqueue.ts'
import {
  type Actor,
  type DeadLetterOutcome,
  definitionOf,
  type LockedDeadLetter,
  lockDeadLetters,
  reasonOf,
  visibleDeadLetters,
} from './dead-letter.ts'

/**
 * `refused`: what they carry is not what their kind of job needs; they have to be edited.
 * `orphaned`: their connection was removed; they can only be discarded.
 */
export type Retried = { retried: number; refused: number; orphaned: number }

/** One transaction each, so that a thousand retries hold nobody up. */
const batchSize = 200

export type RetryWhat = { ids: readonly string[] } | { queue: string; reason: string }

/**
 * Puts jobs that gave up back into their queue, once each however often this is asked: the dead letter stays, says what
 * became of it, and can't be retried again.
 */
export async function retryDeadLetters(
  pool: Pool,
  boss: PgBoss,
  scope: QueryScope,
  actor: Actor,
  what: RetryWhat,
): Promise<Retried> {
  const ids = 'ids' in what ? [...what.ids] : await idsOf(pool, scope, what)
  const sum: Retried = { retried: 0, refused: 0, orphaned: 0 }
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize)
    const done = await inTransaction(async (tx) => {
      const count: Retried = { retried: 0, refused: 0, orphaned: 0 }
      for (const letter of await lockDeadLetters(tx, scope, batch, sqlValues())) {
        if (letter.state !== 'waiting') continue
        if (letter.orphaned) {
          count.orphaned += 1
          continue
        }
        const payload = definitionOf(letter.sourceName).payload.safeParse(letter.data)
        if (payload.success) await sendAgain(tx, boss, actor, letter, payload.data, false)
        count[payload.success ? 'retried' : 'refused'] += 1
      }
      return count
    }, pool)
    sum.retried += done.retried
    sum.refused += done.refused
    sum.orphaned += done.orphaned
  }
  return sum
}

async function idsOf(
  pool: Pool,
  scope: QueryScope,
  what: { queue: string; reason: string },
): Promise<string[]> {
  const sql = sqlValues()
  const { rows } = await pool.query<{ id: string }>(
    `SELECT d.id FROM ${visibleDeadLetters(scope, sql)} AND d.state = 'created'
        AND d.source_name = ${sql.bind(what.queue)} AND ${reasonOf} = ${sql.bind(what.reason)}
      ORDER BY d.created_on LIMIT 10000`,
    sql.values,
  )
  return rows.map(({ id }) => id)
}

/**
 * Makes a new job of a dead letter, in its own lane and its connection's line, and links the two. Where a job with the
 * same key waits or runs already, that one is enough.
 * @returns the new job's id; null when there was one
 */
export async function sendAgain(
  tx: PoolClient,
  boss: PgBoss,
  actor: Actor,
  letter: LockedDeadLetter,
  payload: object,
  edited: boolean,
): Promise<string | null> {
  const definition = definitionOf(letter.sourceName)
  const db = { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) }
  const place = await placeOf(tx, definition, payload)
  const line = letter.connectionId && { id: letter.connectionId, tier: letter.vendor ?? '' }
  const group = place.group ?? (line || undefined)
  const jobId = await boss.send(letter.sourceName, payload, { ...place, ...(group && { group }), db })
  await closeLetter(tx, boss, actor, letter, {
    outcome: 'retried',
    jobId,
    ...(edited && { edited: { ...payload } }),
  })
  await tx.query('SELECT pg_notify($1, $2)', [wakeChannel, letter.sourceName])
  return jobId
}

/** Writes down what a person did about a dead letter, with it and in the record of who did what. */
export async function closeLetter(
  tx: PoolClient,
  boss: PgBoss,
  { organizationId, userId }: Actor,
  letter: LockedDeadLetter,
  done: Omit<DeadLetterOutcome, 'userId' | 'at'>,
): Promise<void> {
  const { rows } = await tx.query<{ now: Date }>('SELECT now()')
  const output = { ...done, userId, at: (rows[0]?.now ?? new Date()).toISOString() }
  await boss.complete(letter.name, letter.id, output, {
    includeQueued: true,
    db: { executeSql: (text, values) => tx.query(text, values) },
  })
  await recordAudit(tx, {
    organizationId,
    userId,
    action: `job.${done.outcome}`,
    subject: `job:${letter.id}`,
    detail: {
      queue: letter.sourceName,
      jobId: done.jobId ?? null,
      ...(done.edited && { before: letter.data, after: done.edited }),
    },
  })
}
