import type { PoolClient } from 'pg'
import type { PgBoss, SendOptions } from 'pg-boss'
import { pool } from '#server/db/pool.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import type { EnqueueRun } from '#server/sync/start-run.ts'
import type { WakeConnections, WakeWithin } from '#server/webhooks/insert-deliveries.ts'
import { createSender, startBoss } from './boss.ts'
import { type JobDefinition, processNoticesJob, runSyncJob, wakeChannel } from './definitions.ts'
import { priorityOf } from './lanes.ts'

const shared = globalThis as typeof globalThis & { cairnSender?: Promise<PgBoss> }

/** One sender a process, started with its first job; a failed start is tried again with the next. */
export function sender(): Promise<PgBoss> {
  shared.cairnSender ??= startBoss(
    createSender({ db: { executeSql: (text, values) => pool.query(text, values) } }, logger),
  ).catch((error: unknown) => {
    delete shared.cairnSender
    throw error
  })
  return shared.cairnSender
}

/**
 * Puts a job into its queue in the caller's transaction, in its connection's line and its lane, and wakes the workers
 * once that is committed. A job with the same key that waits or runs already is enough.
 * @param startAfter not before then; at once when absent
 * @returns the job's id; null when one with its key was there
 * @throws {ZodError} the payload is not what the definition says
 */
export async function enqueueWith<Payload extends object>(
  boss: PgBoss,
  tx: PoolClient,
  definition: JobDefinition<Payload>,
  payload: Payload,
  startAfter?: Date,
): Promise<string | null> {
  const data = definition.payload.parse(payload)
  const id = await boss.send(definition.name, data, {
    ...(await placeOf(tx, definition, data)),
    ...(startAfter && { startAfter }),
    db: { executeSql: (text, values) => tx.query(text, values) },
  })
  if (id) await tx.query('SELECT pg_notify($1, $2)', [wakeChannel, definition.name])
  return id
}

/** Where a job stands: its key, its lane, and the line of its connection. */
export async function placeOf<Payload>(
  db: Queryable,
  definition: JobDefinition<Payload>,
  payload: Payload,
): Promise<Pick<SendOptions, 'singletonKey' | 'priority' | 'group'>> {
  const route = (await definition.route?.(db, payload)) ?? null
  return {
    singletonKey: definition.key(payload),
    priority: priorityOf(route?.lane ?? definition.lane),
    ...(route && { group: { id: route.connectionId, tier: route.vendor } }),
  }
}

/** Puts a job into its queue in the caller's transaction, from any process. See {@link enqueueWith}. */
export async function enqueue<Payload extends object>(
  tx: PoolClient,
  definition: JobDefinition<Payload>,
  payload: Payload,
): Promise<string | null> {
  return enqueueWith(await sender(), tx, definition, payload)
}

/**
 * Puts the jobs that work on connections' notices into the queue, in one statement of the caller's transaction.
 * @param lines in one order everywhere, so that two who wake the same never wait for each other in a circle
 */
export const wakeConnections: WakeConnections = (tx, lines) =>
  wakeWithin(lines, async (text, jobs) => {
    // Planned once a connection: planning it takes longer than doing it.
    const { rows } = await tx.query<{ id: string }>({ name: 'wake-connections', text, values: [jobs] })
    return rows.map(({ id }) => id)
  })

/** As {@link wakeConnections}, within a statement of the caller's. Workers are woken once that is committed. */
export const wakeWithin: WakeWithin = async (lines, run) => {
  const boss = await sender()
  const { name, lane, key } = processNoticesJob
  const jobs = lines.map(({ connectionId, vendor }) => ({
    id: newId(),
    data: { connectionId },
    singletonKey: key({ connectionId }),
    priority: priorityOf(lane),
    group: { id: connectionId, tier: vendor },
  }))
  const made = await boss.insert(name, jobs, {
    // Else it never says that it made any.
    returnId: true,
    db: {
      async executeSql(insertion, [given] = []) {
        // What it ends with is `RETURNING id`. Equal words of one transaction arrive once.
        const ids = await run(`${insertion.trimEnd()}, pg_notify('${wakeChannel}', '${name}')`, String(given))
        const own = new Set(ids)
        return { rows: jobs.filter(({ id }) => own.has(id)).map(({ id }) => ({ id })) }
      },
    },
  })
  const ids = new Set(made)
  return lines.filter((_, place) => !ids.has(jobs[place]?.id ?? ''))
}

/** Puts the job of a run into the queue, in the transaction that makes the run. */
export const enqueueRun: EnqueueRun = async (tx, runId) => {
  await enqueue(tx, runSyncJob, { runId })
}
