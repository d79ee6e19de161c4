import { z } from 'zod'

/** One field before and after. */
export type HistoryChange = { field: string; before: unknown; after: unknown }

/** Stock says in addition where it lies, for whom, of which variant, and whether the POS masks how much it is. */
const changeSchema = z.object({
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  location: z.string().optional(),
  customerType: z.string().optional(),
  variantId: z.string().optional(),
  bound: z.string().optional(),
  batch: z.string().optional(),
})

/** Events that changed no single field (a product that came or went) carry no list. */
const dataSchema = z.object({ changes: z.array(changeSchema).default([]) }).catch({ changes: [] })

/**
 * The changes an event tells, each under a name of its own: stock in two rooms is two fields.
 * @param labels what tells a variant from its siblings, by variant id; empty for an only one
 */
export function readChanges(data: unknown, labels: Record<string, string>): HistoryChange[] {
  return dataSchema.parse(data).changes.map(({ field, before, after, ...stock }) => {
    if (stock.batch !== undefined) return { field: `batch ${stock.batch}: ${field}`, before, after }
    if (stock.location === undefined) return { field, before, after }
    const variant = labels[stock.variantId ?? ''] ?? ''
    const customers =
      stock.customerType === undefined || stock.customerType === 'both' ? '' : ` (${stock.customerType})`
    const name = `${variant === '' ? '' : `${variant}: `}stock in ${stock.location}${customers}`
    const masked = stock.bound === 'at_least' && after !== null
    return { field: name, before, after: masked ? `at least ${String(after)}` : after }
  })
}
