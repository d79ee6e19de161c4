import type { NewEvent } from '#server/events/append-events.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { CustomerProfile } from './profile.ts'

type State = { status: string; customerType: string | null; profile: CustomerProfile | null }

/**
 * What became of a customer, for everybody who may read events: the status before and after, and which personal fields
 * changed by their names, never what is in them.
 * @returns null when nothing differs
 */
export function customerEvent(id: string, before: State | undefined, after: State): NewEvent | null {
  const stream = `customer:${id}`
  if (!before) {
    const data = { status: after.status, changes: [], personal: [] }
    return { stream, type: 'customer.created', data }
  }
  const changes =
    before.status === after.status ? [] : [{ field: 'status', before: before.status, after: after.status }]
  const personal = changedFields(
    { ...before.profile, customerType: before.customerType },
    { ...after.profile, customerType: after.customerType },
  )
  if (changes.length === 0 && personal.length === 0) return null
  return { stream, type: 'customer.changed', data: { status: after.status, changes, personal } }
}

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter(
    (field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
  )
}
