'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ReceiptText } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ColumnChooser } from '#components/tables/column-chooser.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { useTableUrl } from '#components/tables/use-table-url.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { counted } from '#lib/numbers.ts'
import { useWanted } from '#lib/use-wanted.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { narrowOrder, type OrderListRow, orderColumns, orderSorts } from './order-columns.tsx'
import { OrderFilterBar } from './order-filter-bar.tsx'
import { useOrderFilters } from './use-order-filters.ts'

const OrderSheet = dynamic(() => import('./order-sheet.tsx').then((file) => file.OrderSheet), { ssr: false })

/** The order in the side sheet, and which of its tabs is open there. */
const openedOrder = { order: parseAsString, view: parseAsString }
const newestFirst = { column: 'placedAt', direction: 'desc' } as const

/** Orders of the chosen stores, newest first; filters, page and columns live in the URL. */
export function OrdersScreen() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const table = useTableUrl(orderSorts, newestFirst)
  const { filters, placedSince, active, setFilters, clearFilters } = useOrderFilters()
  const [{ order: orderId }, setOpened] = useQueryStates(openedOrder, { history: 'push' })
  const orders = useQuery(
    trpc.orders.list.queryOptions(
      {
        storeId,
        number: table.q === '' ? undefined : table.q,
        statuses: filters.status,
        fulfilments: filters.kind,
        placedSince,
        direction: table.sort.direction,
        page: table.page,
        pageSize: table.pageSize,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const { data } = orders
  const sheetWanted = useWanted(orderId !== null)
  const open = useCallback((row: OrderListRow) => void setOpened({ order: row.id }), [setOpened])
  const narrowed = active || table.q !== ''
  return (
    <>
      <PageHeader
        title="Orders"
        description={
          data === undefined || data.total === 0
            ? 'What your stores sold and are preparing.'
            : `${counted(data.total, 'order')}${narrowed ? ' match' : ', as the POS have them'}.`
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label="Find an order by its whole number" value={table.q} onChange={table.setSearch} />
        <OrderFilterBar filters={filters} onChange={setFilters} onClear={clearFilters} />
        <div className="flex-1" />
        <ColumnChooser columns={orderColumns} shown={table.columns} onShownChange={table.setColumns} />
      </div>
      <Card flush>
        <DataTable
          label="Orders"
          columns={orderColumns}
          rows={data?.rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/orders/${row.id}`}
          onOpen={open}
          openId={orderId}
          narrow={narrowOrder}
          sort={table.sort}
          onSortChange={table.setSort}
          shown={table.columns}
          refreshing={orders.isPlaceholderData}
          expected={15}
          error={
            orders.isError
              ? {
                  title: 'The orders could not be loaded.',
                  message: messageOf(orders.error),
                  onRetry: () => void orders.refetch(),
                }
              : undefined
          }
          empty={
            <NoOrders
              narrowed={narrowed}
              onClear={() => {
                table.setSearch('')
                clearFilters()
              }}
            />
          }
        />
        <Pagination
          page={table.page}
          pageSize={table.pageSize}
          total={data?.total}
          noun={data?.total === 1 ? 'order' : 'orders'}
          onPageChange={table.setPage}
          onPageSizeChange={table.setPageSize}
        />
      </Card>
      {sheetWanted && <OrderSheet orderId={orderId} onClose={() => void setOpened(null)} />}
    </>
  )
}

function NoOrders({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState
        title="No order matches"
        action={<Button onClick={onClear}>Clear search and filters</Button>}
      >
        A number is found as a whole only. Take off a filter, or look over a longer time.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<ReceiptText aria-hidden />}
      title="No orders yet"
      action={<LinkButton href="/connections">Go to connections</LinkButton>}
    >
      Orders of the last 90 days show here after the first sync of a connection that reads them.
    </EmptyState>
  )
}
