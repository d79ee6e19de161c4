import type { HistoryWords } from '#components/history/history-item.tsx'
import { money } from '#lib/numbers.ts'
import { exactTime } from '#lib/time.ts'
import { fulfilmentWords, orderField, orderStatusWords, wordOf } from './words.ts'

const titles: Record<string, string> = { 'order.created': 'Came in', 'order.changed': 'Changed' }

/** How an order's history is worded: amounts in its currency, times on the store's clocks. */
export function orderHistoryWords({
  currency,
  timeZone,
}: {
  currency: string
  timeZone: string
}): HistoryWords {
  return {
    titles,
    label: orderField,
    value(field, value) {
      if (typeof value === 'number' && field.endsWith('Minor')) return money(value, currency)
      if (field.endsWith('At')) return exactTime(new Date(String(value)), timeZone)
      if (field === 'status') return wordOf(orderStatusWords, value)
      return field === 'fulfilment' ? wordOf(fulfilmentWords, value) : String(value)
    },
  }
}
