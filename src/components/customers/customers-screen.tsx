'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ContactRound } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback, useState } from 'react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ColumnChooser } from '#components/tables/column-chooser.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { FilterChips } from '#components/tables/filter-chips.tsx'
import { FilterMenu } from '#components/tables/filter-menu.tsx'
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
import { type CustomerListRow, customerColumns, customerSorts, narrowCustomer } from './customer-columns.tsx'
import { customerStatuses, customerStatusWords } from './words.ts'

const CustomerSheet = dynamic(() => import('./customer-sheet.tsx').then((file) => file.CustomerSheet), {
  ssr: false,
})

const opened = { customer: parseAsString, view: parseAsString }
const filter = { status: parseAsArrayOf(parseAsStringLiteral(customerStatuses)).withDefault([]) }
const newestFirst = { column: 'changedAt', direction: 'desc' } as const

/**
 * Customers of the chosen stores with masked contacts. The filter, page and columns live in the URL; what is searched
 * for doesn't: it names a person, and addresses end up in histories and logs.
 */
export function CustomersScreen() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const table = useTableUrl(customerSorts, newestFirst)
  const [{ status }, setFilter] = useQueryStates(filter, { history: 'push' })
  const [{ customer: customerId }, setOpened] = useQueryStates(opened, { history: 'push' })
  const [q, setQ] = useState('')
  const { setPage } = table
  const search = useCallback(
    (text: string) => {
      setQ(text)
      setPage(1)
    },
    [setPage],
  )
  const setStatus = (chosen: typeof status) => {
    void setFilter({ status: chosen.length === 0 ? null : chosen })
    setPage(1)
  }
  const customers = useQuery(
    trpc.customers.list.queryOptions(
      {
        storeId,
        q: q === '' ? undefined : q,
        statuses: status,
        direction: table.sort.direction,
        page: table.page,
        pageSize: table.pageSize,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const { data } = customers
  const sheetWanted = useWanted(customerId !== null)
  const open = useCallback((row: CustomerListRow) => void setOpened({ customer: row.id }), [setOpened])
  const narrowed = status.length > 0 || q !== ''
  return (
    <>
      <PageHeader
        title="Customers"
        description={
          data === undefined || data.total === 0
            ? 'People the POS of your stores know, kept encrypted.'
            : `${counted(data.total, 'customer')}${narrowed ? ' match' : ', kept encrypted'}.`
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label="Whole e-mail, phone, name or id" value={q} onChange={search} />
        <FilterMenu
          label="Status"
          options={customerStatuses.map((value) => ({ value, label: customerStatusWords[value] }))}
          chosen={status}
          onChosenChange={(chosen) => setStatus(customerStatuses.filter((each) => chosen.includes(each)))}
        />
        <FilterChips
          chips={status.map((value) => ({
            key: value,
            label: `Status: ${customerStatusWords[value]}`,
            onRemove: () => setStatus(status.filter((each) => each !== value)),
          }))}
          onClear={() => setStatus([])}
        />
        <div className="flex-1" />
        <ColumnChooser columns={customerColumns} shown={table.columns} onShownChange={table.setColumns} />
      </div>
      <Card flush>
        <DataTable
          label="Customers"
          columns={customerColumns}
          rows={data?.rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/customers/${row.id}`}
          onOpen={open}
          openId={customerId}
          narrow={narrowCustomer}
          sort={table.sort}
          onSortChange={table.setSort}
          shown={table.columns}
          refreshing={customers.isPlaceholderData}
          expected={15}
          error={
            customers.isError
              ? {
                  title: 'The customers could not be loaded.',
                  message: messageOf(customers.error),
                  onRetry: () => void customers.refetch(),
                }
              : undefined
          }
          empty={
            <NoCustomers
              narrowed={narrowed}
              onClear={() => {
                search('')
                setStatus([])
              }}
            />
          }
        />
        <Pagination
          page={table.page}
          pageSize={table.pageSize}
          total={data?.total}
          noun={data?.total === 1 ? 'customer' : 'customers'}
          onPageChange={table.setPage}
          onPageSizeChange={table.setPageSize}
        />
      </Card>
      {sheetWanted && <CustomerSheet customerId={customerId} onClose={() => void setOpened(null)} />}
    </>
  )
}

function NoCustomers({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState
        title="No customer matches"
        action={<Button onClick={onClear}>Clear search and filter</Button>}
      >
        People are kept encrypted, so only a whole e-mail address, phone number, full name or id finds them.
        Deleted and erased customers show only when the status filter asks for them.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<ContactRound aria-hidden />}
      title="No customers yet"
      action={<LinkButton href="/connections">Go to connections</LinkButton>}
    >
      Customers show here after the first sync of a connection that reads them.
    </EmptyState>
  )
}
