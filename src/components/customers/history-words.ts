import type { HistoryWords } from '#components/history/history-item.tsx'
import { wordOf } from '#components/orders/words.ts'
import { customerField, customerStatusWords } from './words.ts'

/** How a customer's history is worded. */
export const customerHistoryWords: HistoryWords = {
  titles: {
    'customer.created': 'Came in',
    'customer.changed': 'Changed',
    'customer.removed': 'Removed at the POS',
    'customer.erased': 'Erased',
  },
  label: customerField,
  value: (_, value) => wordOf(customerStatusWords, value),
}
