'use client'
import { useQuery } from '@tanstack/react-query'
import { Store } from 'lucide-react'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { jurisdictionName } from '#lib/jurisdictions.ts'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { customerWords } from './customer-words.ts'

type StoreRow = Outputs['stores']['list'][number]

const columns: Column<StoreRow>[] = [
  { id: 'name', header: 'Name', cell: (store) => store.name },
  { id: 'address', header: 'Address', cell: (store) => store.address || '—' },
  { id: 'jurisdiction', header: 'State or province', cell: (store) => jurisdictionName(store.jurisdiction) },
  { id: 'customers', header: 'Sells to', cell: (store) => customerWords[store.customerTypes] },
  { id: 'timeZone', header: 'Time zone', cell: (store) => store.timeZone.replaceAll('_', ' ') },
  { id: 'connections', header: 'Connections', align: 'right', cell: (store) => store.connectionCount },
]

export function StoresTable() {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.stores.list.queryOptions())
  return (
    <DataTable
      label="Stores"
      columns={columns}
      rows={data}
      rowId={(store) => store.id}
      rowHref={(store) => `/stores/${store.id}`}
      expected={3}
      narrow={(store) => ({
        title: store.name,
        detail: store.address || store.timeZone.replaceAll('_', ' '),
        aside: store.jurisdiction,
        asideDetail: counted(store.connectionCount, 'connection'),
      })}
      empty={
        <EmptyState icon={<Store />} title="No store yet">
          A store is a place with a point of sale. Add one, then connect it.
        </EmptyState>
      }
      error={
        error
          ? {
              title: 'The stores could not be loaded.',
              message: messageOf(error),
              onRetry: () => void refetch(),
            }
          : undefined
      }
    />
  )
}
