'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { useTRPC } from '#trpc/client.ts'
import { orderHistoryWords } from './history-words.ts'

type HistoryProps = { id: string; timeZone: string; currency: string }

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
  const words = orderHistoryWords(props)
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
