'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Package } from 'lucide-react'
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
import { useViewerZone } from '#lib/use-viewer-zone.ts'
import { useWanted } from '#lib/use-wanted.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMe } from '#trpc/use-me.ts'
import { AsOfBanner } from './as-of-banner.tsx'
import { AsOfControl } from './as-of-control.tsx'
import { CatalogFilterBar } from './catalog-filter-bar.tsx'
import { ComparisonSummary } from './comparison-summary.tsx'
import {
  comparedColumns,
  narrowCompared,
  narrowProduct,
  type ProductListRow,
  productColumns,
  productSorts,
} from './product-columns.tsx'
import { useAsOf } from './use-as-of.ts'
import { useCatalogFilters } from './use-catalog-filters.ts'

const ProductSheet = dynamic(() => import('./product-sheet.tsx').then((file) => file.ProductSheet), {
  ssr: false,
})

/** The product in the side sheet, and which of its tabs is open there. */
const openedProduct = { product: parseAsString, view: parseAsString }
const byName = { column: 'name', direction: 'asc' } as const

/** Every product of the chosen stores; search, filters, sort, page and columns live in the URL. */
export function CatalogScreen() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const table = useTableUrl(productSorts, byName)
  const { filters, changedSince, active, setFilters, clearFilters } = useCatalogFilters()
  const { at, compares, differing, query } = useAsOf()
  const columns = compares ? comparedColumns : productColumns
  const { stores } = useMe()
  const viewerZone = useViewerZone()
  const [onlyStore, ...otherStores] = stores.filter((store) => !storeId || store.id === storeId)
  const timeZone = onlyStore && otherStores.length === 0 ? onlyStore.timeZone : viewerZone
  const [{ product: productId }, setOpened] = useQueryStates(openedProduct, { history: 'push' })

  const products = useQuery(
    trpc.catalog.list.queryOptions(
      {
        storeId,
        connectionId: filters.connection ?? undefined,
        q: table.q === '' ? undefined : table.q,
        categories: filters.category,
        brands: filters.brand,
        statuses: filters.status,
        stock: filters.stock ?? undefined,
        changedSince,
        at,
        differing,
        sort: table.sort.column,
        direction: table.sort.direction,
        page: table.page,
        pageSize: table.pageSize,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const { data } = products
  const sheetWanted = useWanted(productId !== null)
  const open = useCallback((row: ProductListRow) => void setOpened({ product: row.id }), [setOpened])
  const narrowed = active || table.q !== ''

  return (
    <>
      <PageHeader
        title="Products"
        description={
          data === undefined
            ? 'Everything the POS of your stores sell, as menus will show it.'
            : `${counted(data.total, 'product')}${narrowed ? ' match' : ', as menus will show them'}.`
        }
      />
      <AsOfBanner timeZone={timeZone} />
      {compares && data?.comparison && <ComparisonSummary comparison={data.comparison} />}
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label="Search products" value={table.q} onChange={table.setSearch} />
        <CatalogFilterBar filters={filters} onChange={setFilters} onClear={clearFilters} />
        <div className="ml-auto flex flex-wrap items-start gap-2">
          <AsOfControl timeZone={timeZone} />
          <ColumnChooser columns={columns} shown={table.columns} onShownChange={table.setColumns} />
        </div>
      </div>
      <Card flush>
        <DataTable
          label="Products"
          columns={columns}
          rows={data?.rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/catalogue/${row.id}${query}`}
          onOpen={open}
          openId={productId}
          narrow={compares ? narrowCompared : narrowProduct}
          sort={table.sort}
          onSortChange={table.setSort}
          shown={table.columns}
          refreshing={products.isPlaceholderData}
          expected={15}
          error={
            products.isError
              ? {
                  title: 'The products could not be loaded.',
                  message: messageOf(products.error),
                  onRetry: () => void products.refetch(),
                }
              : undefined
          }
          empty={
            <NoProducts
              alike={differing}
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
          noun={data?.total === 1 ? 'product' : 'products'}
          onPageChange={table.setPage}
          onPageSizeChange={table.setPageSize}
        />
      </Card>
      {sheetWanted && <ProductSheet productId={productId} onClose={() => void setOpened(null)} />}
    </>
  )
}

type NoProductsProps = { narrowed: boolean; alike: boolean; onClear: () => void }

function NoProducts({ narrowed, alike, onClear }: NoProductsProps) {
  if (alike) {
    return (
      <EmptyState title="Nothing differs now">
        Every product here is now as it was then. Take off “Only what differs” to see them.
      </EmptyState>
    )
  }
  if (narrowed) {
    return (
      <EmptyState
        title="No product matches"
        action={<Button onClick={onClear}>Clear search and filters</Button>}
      >
        Try fewer words or take off a filter. Deleted products show only when the status filter asks for them.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<Package aria-hidden />}
      title="No products yet"
      action={<LinkButton href="/connections">Go to connections</LinkButton>}
    >
      Products show here after the first sync of a connection, page by page while it runs.
    </EmptyState>
  )
}
