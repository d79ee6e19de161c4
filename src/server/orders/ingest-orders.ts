import { appendEvents } from '#server/events/append-events.ts'
import { type MapOutcome, mapRecord } from '#server/ingest/map-record.ts'
import type { Batch, BatchResult } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import { type OrderDraft, orderDraftSchema } from '#server/model/order.ts'
import { loadPersonKeys, type PersonRef } from '#server/people/person-keys.ts'
import { sealedPayload } from '#server/people/stored-payload.ts'
import { loadOrders } from './load-orders.ts'
import { orderEvent } from './order-event.ts'
import { stateOf } from './order-state.ts'
import { saveOrders } from './save-orders.ts'

/**
 * Turns changed order records into orders with their lines. The record is sealed with the key of the customer it names,
 * so that erasing them takes it along, else with a key of its own. An order of an erased person stays as figures alone.
 * Customers and products need not be there yet: an order finds them by the POS's ids when it is looked at.
 */
export async function ingestOrders(batch: Batch): Promise<BatchResult> {
  const { tx, scope, sealer, records } = batch
  const outcomes = records.map((record) => mapOrder(batch, record))
  const keyOf = await loadPersonKeys(tx, scope, sealer, outcomes.map(ownerOf))
  await writeOrders(
    batch,
    outcomes.flatMap((outcome) => {
      if (!outcome.draft) return []
      const erased = keyOf(ownerOf(outcome)).key === null
      return [erased ? { ...outcome.draft, customerSourceId: null } : outcome.draft]
    }),
  )
  return {
    issues: outcomes.flatMap((outcome) => outcome.issues),
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting: new Set(),
    kept: new Map(
      outcomes.map((outcome) => {
        const { record } = outcome
        const place = { ...record, organizationId: scope.organizationId }
        return [record.sourceId, sealedPayload(record.json, keyOf(ownerOf(outcome)), place)]
      }),
    ),
  }
}

function mapOrder({ adapter, mapContext }: Batch, record: Batch['records'][number]): MapOutcome<OrderDraft> {
  return mapRecord(record, (payload) => adapter.map.order(payload, mapContext), orderDraftSchema)
}

function ownerOf({ record, draft }: MapOutcome<OrderDraft>): PersonRef {
  return draft?.customerSourceId
    ? { entity: 'customers', sourceId: draft.customerSourceId }
    : { entity: 'orders', sourceId: record.sourceId }
}

async function writeOrders({ tx, scope, cause, causeOf }: Batch, drafts: OrderDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const stored = await loadOrders(
    tx,
    scope.connectionId,
    drafts.map(({ sourceId }) => sourceId),
  )
  const plans = drafts.map((draft) => {
    const old = stored.get(draft.sourceId)
    const id = old?.id ?? newId()
    const state = stateOf(draft)
    const event = orderEvent(id, old?.state, state)
    const { sourceId, customerSourceId, sourceUpdatedAt } = draft
    return {
      write: { id, sourceId, customerSourceId, sourceUpdatedAt, state, changed: event !== null },
      event,
    }
  })
  await saveOrders(
    tx,
    scope,
    plans.map(({ write }) => write),
  )
  await appendEvents(
    tx,
    { ...scope, cause },
    plans.flatMap(({ event, write }) => (event ? [{ ...event, cause: causeOf(write.sourceId) }] : [])),
  )
}
