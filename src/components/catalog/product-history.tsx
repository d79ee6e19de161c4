'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { useTRPC } from '#trpc/client.ts'
import { productHistoryWords } from './history-words.ts'

type HistoryProps = { id: string; timeZone: string; currency: string | null }

const kinds = { product: 'Product and prices', stock: 'Stock', batches: 'Batches' } as const
type Kind = keyof typeof kinds

/** What happened to a product, newest first. Earlier pages come when asked for. */
export function ProductHistory(props: HistoryProps) {
  return (
    <KindFilter words={kinds}>{(kind) => <HistoryEntries key={kind} {...props} kind={kind} />}</KindFilter>
  )
}

function HistoryEntries({ before, ...props }: HistoryProps & { kind: Kind | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.catalog.history.queryOptions({ id: props.id, before, kind: props.kind }))
  const words = productHistoryWords(props.currency)
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      narrowed={props.kind !== undefined}
      item={(entry) => (
        <HistoryItem key={entry.position} entry={entry} words={words} timeZone={props.timeZone} />
      )}
      earlier={(position) => <HistoryEntries {...props} before={position} />}
    />
  )
}
