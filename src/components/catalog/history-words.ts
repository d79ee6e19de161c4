import type { HistoryWords } from '#components/history/history-item.tsx'
import { money } from '#lib/numbers.ts'
import { fieldLabel } from './words.ts'

const titles: Record<string, string> = {
  'product.created': 'Came into the catalogue',
  'product.changed': 'Changed',
  'product.removed': 'Removed at the POS',
  'inventory.changed': 'Stock changed',
  'batches.changed': 'Batches changed',
}

/** How a product's history is worded: prices in their currency, short lists in a row, everything larger as JSON. */
export function productHistoryWords(currency: string | null): HistoryWords {
  return {
    titles,
    label: fieldLabel,
    value(field, value) {
      if (typeof value === 'number' && /Minor$/.test(field) && currency !== null)
        return money(value, currency)
      if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
        return value.length === 0 ? 'none' : value.join(', ')
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
    },
  }
}
