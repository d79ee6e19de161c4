import type { NewEvent } from '#server/events/append-events.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { OrderState } from './order-state.ts'

/**
 * What became of an order: its status and amounts, before and after. It tells nothing of who placed it.
 * @returns null when nothing differs
 */
export function orderEvent(id: string, before: OrderState | undefined, after: OrderState): NewEvent | null {
  const stream = `order:${id}`
  const { status, totalMinor, currency } = after
  if (!before) {
    const data = { status, totalMinor, currency, changes: [] }
    return { stream, type: 'order.created', data }
  }
  const fields = Object.keys(after) as (keyof OrderState)[]
  const changes = fields
    .filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => ({ field, before: told(before, field), after: told(after, field) }))
  if (changes.length === 0) return null
  return { stream, type: 'order.changed', data: { status, totalMinor, currency, changes } }
}

/** Lines are told by how many there are. */
function told(state: OrderState, field: keyof OrderState) {
  return field === 'lines' ? state.lines.length : state[field]
}
