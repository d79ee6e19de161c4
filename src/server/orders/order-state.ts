import { decimalText } from '#server/lib/decimal-text.ts'
import type { OrderDraft } from '#server/model/order.ts'

/** A line as stored; `quantity` trimmed. */
export type LineState = {
  sourceId: string
  variantSourceId: string | null
  name: string
  quantity: string
  unit: string
  unitPriceMinor: number | null
  discountMinor: number | null
  totalMinor: number | null
}

/** All of an order that people see, in the form the database gives it back. Times are ISO 8601. */
export type OrderState = {
  number: string
  reference: string | null
  status: string
  sourceStatus: string
  fulfilment: string
  customerType: string | null
  placedAt: string
  completedAt: string | null
  currency: string
  subtotalMinor: number | null
  discountMinor: number | null
  taxMinor: number | null
  totalMinor: number | null
  lines: LineState[]
}

/** The state a draft will have once stored, so that before and after can be compared. */
export function stateOf(draft: OrderDraft): OrderState {
  const { sourceId: _, customerSourceId: __, sourceUpdatedAt: ___, ...fields } = draft
  return {
    ...fields,
    placedAt: draft.placedAt.toISOString(),
    completedAt: draft.completedAt?.toISOString() ?? null,
    lines: draft.lines.map((line) => ({ ...line, quantity: decimalText(line.quantity, 4) })),
  }
}
