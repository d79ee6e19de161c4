import { isChanged } from '#server/catalog/travel/diff-images.ts'
import type { EventCause, NewEvent } from '#server/events/append-events.ts'
import type { BatchRow } from './save-batches.ts'

/** What people are told of a batch, by column. */
const fields: Record<string, string> = {
  quantity: 'quantity',
  reserved: 'reserved',
  sellable: 'sellable',
  location_name: 'location',
  lot: 'lot',
  compliance_tag: 'compliance tag',
  received_on: 'received on',
  harvested_on: 'harvested on',
  expires_on: 'expires on',
  lab_results: 'lab results',
}

type BatchChange = { batch: BatchRow; undo: BatchRow['row'] | null; changes: object[] }

/**
 * One `batches.changed` event a product and cause: what came, what went, and field by field what changed. A batch that
 * went over to another product is told by both, so that the events of each alone tell its past.
 */
export function batchEvents(
  before: BatchRow[],
  after: BatchRow[],
  removedIds: string[],
  causeOf: (batch: BatchRow) => EventCause,
): NewEvent[] {
  const stored = new Map(before.map((batch) => [batch.id, batch]))
  const gone = new Set(removedIds)
  const changes: BatchChange[] = [
    ...before
      .filter(({ id }) => gone.has(id))
      .map((batch) => ({
        batch,
        undo: batch.row,
        changes: [{ field: 'batch', before: nameOf(batch), after: null }],
      })),
    ...after.flatMap((batch): BatchChange[] => {
      const old = stored.get(batch.id)
      if (!old)
        return [{ batch, undo: null, changes: [{ field: 'batch', before: null, after: nameOf(batch) }] }]
      if (!isChanged(old.row, batch.row)) return []
      if (old.productId === batch.productId)
        return [{ batch, undo: old.row, changes: differences(old, batch) }]
      const left = { ...batch, productId: old.productId }
      return [
        { batch: left, undo: old.row, changes: [{ field: 'batch', before: nameOf(old), after: null }] },
        { batch, undo: old.row, changes: [{ field: 'batch', before: null, after: nameOf(batch) }] },
      ]
    }),
  ]
  const groups = Map.groupBy(changes, ({ batch }) => `${batch.productId} ${JSON.stringify(causeOf(batch))}`)
  return [...groups.values()].flatMap((group): NewEvent[] => {
    const [first] = group
    if (!first) return []
    return [
      {
        stream: `product:${first.batch.productId}`,
        type: 'batches.changed',
        cause: causeOf(first.batch),
        data: {
          changes: group.flatMap((each) => each.changes),
          undo: { batches: Object.fromEntries(group.map(({ batch, undo }) => [batch.id, undo])) },
        },
      },
    ]
  })
}

function differences(before: BatchRow, after: BatchRow) {
  const name = nameOf(after)
  return Object.entries(fields)
    .map(([column, field]) => ({
      field,
      batch: name,
      unit: after.row['unit'],
      before: told(before.row[column]),
      after: told(after.row[column]),
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

/** Decimals come with all their zeros. */
function told(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d{4}$/.test(value) ? value.replace(/\.?0+$/, '') : value
}

function nameOf({ row, sourceId }: BatchRow): string {
  return String(row['compliance_tag'] ?? row['lot'] ?? sourceId)
}
