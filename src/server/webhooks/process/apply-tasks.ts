import type { PoolClient } from 'pg'
import { ingestRecords } from '#server/ingest/ingest-records.ts'
import type { Cause, ObservedRecord, Scope } from '#server/ingest/types.ts'
import { type SyncEntity, syncEntities } from '#server/model/sync.ts'
import type { OpenedConnection } from '#server/sync/open-connection.ts'
import { ingestUnblocked } from './ingest-unblocked.ts'
import { keyOf, type Task } from './plan-tasks.ts'
import type { Answer } from './read-records.ts'
import { removeGone } from './remove-gone.ts'
import type { Effect } from './verdict.ts'

type Done = { task: Task; outcome: Effect['outcome'] }

/**
 * Takes in one round of tasks, at most one of each record, kind by kind: a product before its stock.
 * @param answers what the POS said of the records that were read again
 * @returns what became of each
 */
export async function applyRound(
  tx: PoolClient,
  scope: Scope,
  tasks: readonly Task[],
  answers: ReadonlyMap<string, Answer>,
  opened: OpenedConnection,
): Promise<Done[]> {
  const done: Done[] = []
  for (const entity of syncEntities) {
    const mine = tasks.filter((task) => task.entity === entity)
    if (mine.length === 0) continue
    const records: { task: Task; record: ObservedRecord }[] = []
    const gone: { task: Task; at: Date }[] = []
    for (const task of mine) {
      if (task.kind === 'record') records.push({ task, record: { ...task.record, observedAt: task.at } })
      else if (task.kind === 'gone') gone.push({ task, at: task.at })
      else {
        const answer = answers.get(keyOf(task))
        if (!answer || 'error' in answer) continue
        if (answer.record) records.push({ task, record: { ...answer.record, observedAt: answer.askedAt } })
        else gone.push({ task, at: answer.askedAt })
      }
    }
    done.push(...(await takeIn(tx, scope, entity, records, opened)))
    for (const { task, at } of gone) {
      const cause = { deliveryId: task.deliveryId }
      const outcome =
        entity === 'orders' ? 'unchanged' : await removeGone(tx, scope, cause, entity, task.sourceId, at)
      done.push({ task, outcome })
    }
  }
  return done
}

async function takeIn(
  tx: PoolClient,
  scope: Scope,
  entity: SyncEntity,
  records: { task: Task; record: ObservedRecord }[],
  opened: OpenedConnection,
): Promise<Done[]> {
  const [first] = records
  if (!first) return []
  const causes = new Map<string, Cause>(
    records.map(({ task }) => [task.sourceId, { deliveryId: task.deliveryId }]),
  )
  const { outcomes } = await ingestRecords({
    tx,
    scope,
    cause: { deliveryId: first.task.deliveryId },
    causes,
    entity,
    records: records.map(({ record }) => record),
    remap: new Set(records.flatMap(({ task }) => (task.replay ? [task.sourceId] : []))),
    ...opened,
  })
  if (entity === 'products') {
    const created = records.find(({ task }) => outcomes.get(task.sourceId) === 'created')
    if (created) await ingestUnblocked(tx, scope, { deliveryId: created.task.deliveryId }, opened)
  }
  return records.map(({ task }) => ({ task, outcome: outcomes.get(task.sourceId) ?? 'failed' }))
}
