import { customerEvent } from '#server/customers/customer-event.ts'
import { loadCustomers } from '#server/customers/load-customers.ts'
import { openProfile, profileSchema } from '#server/customers/profile.ts'
import { customerDraftSchema } from '#server/model/customer.ts'
import { orderDraftSchema } from '#server/model/order.ts'
import { loadOrders } from '#server/orders/load-orders.ts'
import { orderEvent } from '#server/orders/order-event.ts'
import { stateOf } from '#server/orders/order-state.ts'
import { loadPersonKeys, type PersonRef } from '#server/people/person-keys.ts'
import { mapRecord } from '../map-record.ts'
import { type Difference, type Preview, type PreviewBatch, plain, unreadable } from './types.ts'

/** What changed customer records would do, by source id: which personal fields differ, never what is in them. */
export async function previewCustomers(batch: PreviewBatch): Promise<Map<string, Preview>> {
  const { tx, scope, sealer, adapter, mapContext, records } = batch
  const refs = records.map(({ sourceId }) => ({ entity: 'customers', sourceId }) as const)
  const keyOf = await loadPersonKeys(tx, scope, sealer, refs)
  const stored = await loadCustomers(
    tx,
    scope.connectionId,
    records.map(({ sourceId }) => sourceId),
  )
  return new Map(
    records.map((record) => {
      const { sourceId } = record
      const person = keyOf({ entity: 'customers', sourceId })
      const name = `Customer ${sourceId}`
      const map = (payload: unknown) => adapter.map.customer(payload, mapContext)
      const { draft, issues } = mapRecord(record, map, customerDraftSchema)
      if (!draft) return [sourceId, { ...unreadable(name, issues[0]?.message), person }]
      const old = stored.get(sourceId)
      const place = { customerId: old?.id ?? '', organizationId: scope.organizationId }
      const before = old && { ...old, profile: openProfile(old.profile, person, place) }
      const event = customerEvent('', before, { ...draft, profile: profileSchema.parse(draft) })
      const { changes, personal } = told(event?.data)
      const hidden = personal.map((field) => ({ field, before: null, after: null, personal: true }) as const)
      return [sourceId, { ...plain(name, [...changes, ...hidden]), person }]
    }),
  )
}

/** What changed order records would do, by source id. */
export async function previewOrders(batch: PreviewBatch): Promise<Map<string, Preview>> {
  const { tx, scope, sealer, adapter, mapContext, records } = batch
  const outcomes = records.map((record) => {
    const map = (payload: unknown) => adapter.map.order(payload, mapContext)
    const outcome = mapRecord(record, map, orderDraftSchema)
    const customer = outcome.draft?.customerSourceId
    const owner: PersonRef = customer
      ? { entity: 'customers', sourceId: customer }
      : { entity: 'orders', sourceId: record.sourceId }
    return { ...outcome, owner }
  })
  const keyOf = await loadPersonKeys(
    tx,
    scope,
    sealer,
    outcomes.map(({ owner }) => owner),
  )
  const stored = await loadOrders(
    tx,
    scope.connectionId,
    records.map(({ sourceId }) => sourceId),
  )
  return new Map(
    outcomes.map(({ record: { sourceId }, draft, issues, owner }) => {
      const person = keyOf(owner)
      if (!draft) return [sourceId, { ...unreadable(`Order ${sourceId}`, issues[0]?.message), person }]
      const event = orderEvent('', stored.get(sourceId)?.state, stateOf(draft))
      return [sourceId, { ...plain(`Order ${draft.number}`, told(event?.data).changes), person }]
    }),
  )
}

/** The part of an event's data that tells what changed. */
function told(data: unknown): { changes: Difference[]; personal: string[] } {
  const { changes = [], personal = [] } = (data ?? {}) as { changes?: Difference[]; personal?: string[] }
  return { changes, personal }
}
