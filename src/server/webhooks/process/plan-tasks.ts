import type { NoticeChange } from '#server/adapters/webhooks.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { SourceRecord } from '#server/model/source-record.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** What is to be done about one thing a delivery tells. `at`: when it happened, as far as anybody knows. */
export type Task = { deliveryId: string; entity: SyncEntity; sourceId: string; at: Date; replay: boolean } & (
  | { kind: 'record'; record: SourceRecord }
  | { kind: 'read' | 'gone' | 'sync' }
)

export type ReadDelivery = {
  id: string
  /** What it tells is mapped again even when nothing is new in it. */
  replay: boolean
  occurredAt: Date | null
  receivedAt: Date
  changes: NoticeChange[]
}

/** What the vendor's word is worth, and of what single records can be read again. */
export type Means = { proved: boolean; readable: ReadonlySet<SyncEntity> }

/**
 * What deliveries ask for, in the order in which they came. What only an address proves is never taken at its word: the
 * record is read again, or where that can't be done, what changed of its kind. A vendor's clock may be ahead of ours:
 * nothing has happened after it was told.
 */
export function planTasks(deliveries: readonly ReadDelivery[], { proved, readable }: Means): Task[] {
  return deliveries.flatMap(({ id: deliveryId, replay, occurredAt, receivedAt, changes }) => {
    const at = occurredAt && occurredAt < receivedAt ? occurredAt : receivedAt
    return changes.map((change): Task => {
      const { entity } = change
      if (change.kind === 'entity') return { kind: 'sync', deliveryId, replay, entity, sourceId: '', at }
      const sourceId = storableText(change.kind === 'record' ? change.record.sourceId : change.sourceId)
      const place = { deliveryId, replay, entity, sourceId, at }
      // Orders are a log: nothing of it is ever gone, but may have changed.
      const gone = change.kind === 'gone' && entity !== 'orders'
      if (proved && change.kind === 'record') return { ...place, kind: 'record', record: change.record }
      if (proved && gone) return { ...place, kind: 'gone' }
      return readable.has(entity) ? { ...place, kind: 'read' } : { ...place, kind: 'sync', sourceId: '' }
    })
  })
}

export const keyOf = ({ entity, sourceId }: { entity: SyncEntity; sourceId: string }) =>
  `${entity} ${sourceId}`

/**
 * The tasks in rounds: one of a record in each, in order; those of different records together. Of several readings of
 * one record only the last is done, since it sees all that the others would have.
 */
export function inRounds(tasks: readonly Task[]): { rounds: Task[][]; superseded: Task[] } {
  const rounds: Task[][] = []
  const superseded: Task[] = []
  for (const own of Map.groupBy(tasks, keyOf).values()) {
    const lastRead = own.findLastIndex(({ kind }) => kind === 'read')
    let round = 0
    for (const [place, task] of own.entries()) {
      if (task.kind === 'read' && place < lastRead) {
        superseded.push(task)
        continue
      }
      rounds[round] = [...(rounds[round] ?? []), task]
      round += 1
    }
  }
  return { rounds, superseded }
}
