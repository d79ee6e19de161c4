'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem, type HistoryWords } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { wordOf } from '#components/orders/words.ts'
import { useTRPC } from '#trpc/client.ts'
import { customerField, customerStatusWords } from './words.ts'

const words: HistoryWords = {
  titles: {
    'customer.created': 'Came in',
    'customer.changed': 'Changed',
    'customer.removed': 'Removed at the POS',
    'customer.erased': 'Erased',
  },
  label: customerField,
  value: (_, value) => wordOf(customerStatusWords, value),
}

/** What happened to a customer, newest first. Of personal fields it is only known that they changed. */
export function CustomerHistory({ before, ...props }: { id: string; timeZone: string; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.customers.history.queryOptions({ id: props.id, before }))
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      item={({ personal, ...entry }) => (
        <HistoryItem
          key={entry.position}
          entry={entry}
          words={words}
          timeZone={props.timeZone}
          note={personal.length === 0 ? undefined : `New: ${personal.map(customerField).join(', ')}`}
        />
      )}
      earlier={(position) => <CustomerHistory {...props} before={position} />}
    />
  )
}
