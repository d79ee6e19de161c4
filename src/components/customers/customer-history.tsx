'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { useTRPC } from '#trpc/client.ts'
import { customerHistoryWords } from './history-words.ts'
import { customerField } from './words.ts'

type HistoryProps = { id: string; timeZone: string }
const kinds = { came: 'Came in', changed: 'Changes since', gone: 'Removed or erased' } as const

/** What happened to a customer, newest first. Of personal fields it is only known that they changed. */
export function CustomerHistory(props: HistoryProps) {
  return <KindFilter words={kinds}>{(kind) => <Entries key={kind} {...props} kind={kind} />}</KindFilter>
}

function Entries({
  before,
  ...props
}: HistoryProps & { kind: keyof typeof kinds | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.customers.history.queryOptions({ id: props.id, before, kind: props.kind }))
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      narrowed={props.kind !== undefined}
      item={({ personal, ...entry }) => (
        <HistoryItem
          key={entry.position}
          entry={entry}
          words={customerHistoryWords}
          timeZone={props.timeZone}
          note={personal.length === 0 ? undefined : `New: ${personal.map(customerField).join(', ')}`}
        />
      )}
      earlier={(position) => <Entries {...props} before={position} />}
    />
  )
}
