import type { Pool, PoolClient } from 'pg'
import { AdapterError } from '#server/adapters/errors.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { liveChannel, liveText } from '#server/events/notify-live.ts'
import { lockConnection } from '#server/ingest/lock-connection.ts'
import type { Scope } from '#server/ingest/types.ts'
import type { Clock } from '#server/lib/clock.ts'
import { logger } from '#server/lib/logger.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { OpenedConnection } from '#server/sync/open-connection.ts'
import type { EnqueueRun } from '#server/sync/start-run.ts'
import { applyRound } from './apply-tasks.ts'
import { judgeDelivery, type Tried, waitForSync } from './judge-delivery.ts'
import { inRounds, keyOf, planTasks, type ReadDelivery, type Task } from './plan-tasks.ts'
import { type Answer, readRecords } from './read-records.ts'
import { startSyncs } from './start-syncs.ts'
import { type Effect, saveVerdicts, type Verdict, verdictOf } from './verdict.ts'

export type BatchParts = {
  pool: Pool
  scope: Scope
  opened: OpenedConnection
  clock: Clock
  random: () => number
  enqueueRun: EnqueueRun
  /** By delivery. */
  tried: ReadonlyMap<string, Tried>
}

/**
 * Applies deliveries that were read: first what is to be read again at the POS, outside of any transaction, then all of
 * it and how far each delivery has come in one. A delivery whose record could not be read waits as a whole.
 */
export async function processBatch(parts: BatchParts, deliveries: readonly ReadDelivery[]): Promise<void> {
  const { opened, clock } = parts
  const { adapter, session } = opened
  const readable = new Set(Object.keys(session.readAgain ?? {}) as SyncEntity[])
  const proved = adapter.manifest.capabilities.webhooks?.proof !== 'address'
  const tasks = planTasks(deliveries, { proved, readable })
  const answers = await readRecords(session, wantedOf(tasks), clock)
  await apply(parts, deliveries, tasks, answers)
}

function wantedOf(tasks: readonly Task[]): Map<SyncEntity, Set<string>> {
  const wanted = new Map<SyncEntity, Set<string>>()
  for (const { kind, entity, sourceId } of tasks) {
    if (kind === 'read') wanted.set(entity, (wanted.get(entity) ?? new Set()).add(sourceId))
  }
  return wanted
}

/**
 * One transaction for all; when something about it fails that nobody foresaw, each half goes by itself, so that the one
 * at fault fails alone and waits.
 */
async function apply(
  parts: BatchParts,
  deliveries: readonly ReadDelivery[],
  tasks: readonly Task[],
  answers: ReadonlyMap<string, Answer>,
): Promise<void> {
  const ids = new Set(deliveries.map(({ id }) => id))
  const own = tasks.filter(({ deliveryId }) => ids.has(deliveryId))
  try {
    await inTransaction((tx) => applyIn(tx, parts, [...ids], own, answers), parts.pool)
  } catch (error) {
    const [only, ...others] = deliveries
    if (!only) return
    if (others.length === 0) {
      if (!(error instanceof AdapterError))
        logger.warn({ error, deliveryId: only.id }, 'a notice could not be applied')
      const verdict = judgeOne(parts, only.id, error, parts.random())
      await inTransaction((tx) => saveVerdicts(tx, new Map([[only.id, verdict]])), parts.pool)
      return
    }
    const middle = Math.ceil(deliveries.length / 2)
    await apply(parts, deliveries.slice(0, middle), tasks, answers)
    await apply(parts, deliveries.slice(middle), tasks, answers)
  }
}

/** @param random uniform in [0, 1) */
function judgeOne({ tried, clock }: BatchParts, id: string, error: unknown, random: number): Verdict {
  const now = clock.now()
  return judgeDelivery(error, tried.get(id) ?? { attempts: 0, receivedAt: now }, now, random)
}

async function applyIn(
  tx: PoolClient,
  parts: BatchParts,
  ids: string[],
  tasks: readonly Task[],
  answers: ReadonlyMap<string, Answer>,
): Promise<void> {
  const { scope, opened, clock } = parts
  await lockConnection(tx, scope.connectionId)
  const open = await stillOpen(tx, ids)
  const verdicts = new Map<string, Verdict>()
  const now = clock.now()
  // One random number for all that one failure holds up: they come back together and are read with one call.
  const random = parts.random()
  for (const task of tasks) {
    const answer = task.kind === 'read' ? answers.get(keyOf(task)) : undefined
    if (!answer || !('error' in answer)) continue
    verdicts.set(task.deliveryId, judgeOne(parts, task.deliveryId, answer.error, random))
  }
  const toDo = () => tasks.filter(({ deliveryId }) => open.has(deliveryId) && !verdicts.has(deliveryId))
  const syncs = toDo().filter(({ kind }) => kind === 'sync')
  const started = await startSyncs(tx, scope, new Set(syncs.map(({ entity }) => entity)), parts.enqueueRun)
  for (const { deliveryId, entity } of syncs)
    if (!started.has(entity)) verdicts.set(deliveryId, waitForSync(now))

  const effects = new Map<string, Effect[]>()
  const note = ({ deliveryId, entity, sourceId }: Task, outcome: Effect['outcome']) =>
    effects.set(deliveryId, [...(effects.get(deliveryId) ?? []), { entity, sourceId, outcome }])
  const left = toDo()
  for (const task of left) if (task.kind === 'sync') note(task, 'sync')
  const { rounds, superseded } = inRounds(left.filter(({ kind }) => kind !== 'sync'))
  for (const task of superseded) note(task, 'stale')
  for (const round of rounds)
    for (const { task, outcome } of await applyRound(tx, scope, round, answers, opened)) note(task, outcome)
  for (const id of open) if (!verdicts.has(id)) verdicts.set(id, verdictOf(effects.get(id) ?? []))
  await saveVerdicts(tx, new Map([...verdicts].filter(([id]) => open.has(id))))
  await tell(tx, scope, [...effects.values()].flat())
}

/** Locks those nobody else has worked on meanwhile, and whose body was not taken away. */
async function stillOpen(tx: PoolClient, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM webhook_delivery WHERE id = ANY($1::uuid[]) AND state IN ('received', 'waiting') ORDER BY id FOR UPDATE`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

const topics = {
  products: 'catalog',
  inventory: 'catalog',
  batches: 'catalog',
  customers: 'customer',
  orders: 'order',
} as const

async function tell(tx: PoolClient, scope: Scope, effects: Effect[]): Promise<void> {
  const id = scope.connectionId
  const changed = effects.filter(
    ({ outcome }) => outcome === 'created' || outcome === 'updated' || outcome === 'removed',
  )
  const told = new Set<'notice' | 'catalog' | 'customer' | 'order'>([
    'notice',
    ...changed.map(({ entity }) => topics[entity]),
  ])
  const notices = [...told].map((topic) => liveText({ ...scope, topic, id }))
  await tx.query('SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice', [liveChannel, notices])
}
