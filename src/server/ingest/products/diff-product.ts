import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { PriceState, ProductState, VariantState } from './product-state.ts'

/** One field before and after, as a `product.changed` event tells it. */
export type FieldChange = { field: string; before: unknown; after: unknown }

/**
 * What differs between two states, field by field. The fields of a product's only variant stand under their own
 * name (`sku`, `regularPriceMinor`); those of one of several under its label (`3.5 g: sku`). Amounts end in `Minor`.
 */
export function diffProduct(before: ProductState, after: ProductState): FieldChange[] {
  const { variants: oldVariants, categoryRule: _, ...oldFields } = before
  const { variants: newVariants, categoryRule: __, ...newFields } = after
  const changes = diffFields(oldFields, newFields)
  const previous = new Map(oldVariants.map((variant) => [variant.sourceId, variant]))
  const single = oldVariants.length <= 1 && newVariants.length <= 1
  for (const variant of newVariants) {
    const old = previous.get(variant.sourceId)
    previous.delete(variant.sourceId)
    const prefix = single ? '' : `${variant.label || variant.sourceId}: `
    if (!old)
      changes.push({ field: `${prefix}variant`, before: null, after: variant.label || variant.sourceId })
    for (const change of diffFields(old ? fieldsOf(old) : {}, fieldsOf(variant))) {
      if (old) changes.push({ ...change, field: prefix + change.field })
    }
  }
  for (const gone of previous.values()) {
    const name = gone.label || gone.sourceId
    changes.push({ field: single ? 'variant' : `${name}: variant`, before: name, after: null })
  }
  return changes
}

function diffFields(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after))
}

function fieldsOf({ sourceId: _, position: __, prices, ...fields }: VariantState): Record<string, unknown> {
  return {
    ...fields,
    ...priceFields(prices, 'regular'),
    ...priceFields(prices, 'sale'),
    ...priceFields(prices, 'tier'),
  }
}

/** One price of a kind is an amount and its currency; several are a list. */
function priceFields(prices: PriceState[], kind: string): Record<string, unknown> {
  const found = prices.filter((price) => price.kind === kind)
  const [only] = found
  if (!only) return {}
  if (kind === 'tier' || found.length > 1) return { [`${kind}Prices`]: found }
  return { [`${kind}PriceMinor`]: only.amountMinor, currency: only.currency }
}
