'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem, type HistoryWords } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { money } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldLabel } from './words.ts'

type HistoryProps = { id: string; timeZone: string; currency: string | null }

const titles: Record<string, string> = {
  'product.created': 'Came into the catalogue',
  'product.changed': 'Changed',
  'product.removed': 'Removed at the POS',
  'product.restored': 'Came back',
  'inventory.changed': 'Stock changed',
  'batches.changed': 'Batches changed',
}

const kinds = { product: 'Product and prices', stock: 'Stock', batches: 'Batches' } as const
type Kind = keyof typeof kinds

/** Prices in their currency, short lists in a row, everything larger as JSON. */
function wordsIn(currency: string | null): HistoryWords {
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

/** What happened to a product, newest first. Earlier pages come when asked for. */
export function ProductHistory(props: HistoryProps) {
  return (
    <KindFilter words={kinds}>{(kind) => <HistoryEntries key={kind} {...props} kind={kind} />}</KindFilter>
  )
}

function HistoryEntries({ before, ...props }: HistoryProps & { kind: Kind | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.catalog.history.queryOptions({ id: props.id, before, kind: props.kind }))
  const words = wordsIn(props.currency)
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
