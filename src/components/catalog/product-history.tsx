'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { SelectControl } from '#components/forms/select-field.tsx'
import { HistoryItem, type HistoryWords } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
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

const kindParser = parseAsStringLiteral(['product', 'stock', 'batches'])
const kinds = [
  { value: 'all', label: 'All changes' },
  { value: 'product', label: 'Product and prices' },
  { value: 'stock', label: 'Stock' },
  { value: 'batches', label: 'Batches' },
] as const

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
  const [kind, setKind] = useQueryState('kind', kindParser)
  return (
    <div className="flex flex-col gap-3">
      <SelectControl
        toolbar
        aria-label="Kind of change"
        className="w-44"
        options={kinds}
        value={kind ?? 'all'}
        onValueChange={(value) => void setKind(value === 'all' ? null : value)}
      />
      <HistoryEntries key={kind} {...props} kind={kind ?? undefined} />
    </div>
  )
}

function HistoryEntries({
  before,
  ...props
}: HistoryProps & { kind: 'product' | 'stock' | 'batches' | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.catalog.history.queryOptions({ id: props.id, before, kind: props.kind }))
  const words = wordsIn(props.currency)
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      item={(entry) => (
        <HistoryItem key={entry.position} entry={entry} words={words} timeZone={props.timeZone} />
      )}
      earlier={(position) => <HistoryEntries {...props} before={position} />}
    />
  )
}
