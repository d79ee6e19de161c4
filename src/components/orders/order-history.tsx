'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem, type HistoryWords } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { money } from '#lib/numbers.ts'
import { exactTime } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { fulfilmentWords, orderField, orderStatusWords, wordOf } from './words.ts'

type HistoryProps = { id: string; timeZone: string; currency: string }

const titles: Record<string, string> = { 'order.created': 'Came in', 'order.changed': 'Changed' }

function wordsIn({ currency, timeZone }: HistoryProps): HistoryWords {
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

const kinds = { came: 'Came in', changed: 'Changes since' } as const

/** What happened to an order, newest first. Earlier pages come when asked for. */
export function OrderHistory(props: HistoryProps) {
  return <KindFilter words={kinds}>{(kind) => <Entries key={kind} {...props} kind={kind} />}</KindFilter>
}

function Entries({
  before,
  ...props
}: HistoryProps & { kind: keyof typeof kinds | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.orders.history.queryOptions({ id: props.id, before, kind: props.kind }))
  const words = wordsIn(props)
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      narrowed={props.kind !== undefined}
      item={(entry) => (
        <HistoryItem key={entry.position} entry={entry} words={words} timeZone={props.timeZone} />
      )}
      earlier={(position) => <Entries {...props} before={position} />}
    />
  )
}
