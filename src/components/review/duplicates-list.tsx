'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { CircleCheck } from 'lucide-react'
import { parseAsInteger, useQueryState } from 'nuqs'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { quantity } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

const pageSize = 25
const kinds = { barcode: 'Barcode', sku: 'SKU' } as const

/** Products of a store that share a barcode or SKU. Shown, never deleted: the store's staff knows which is right. */
export function DuplicatesList() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const [page, setPage] = useQueryState('duplicates', parseAsInteger.withDefault(1))
  const groups = useQuery(
    trpc.review.duplicates.queryOptions(
      { storeId, page: Math.max(1, page), pageSize },
      { placeholderData: keepPreviousData },
    ),
  )
  return (
    <Card flush>
      {groups.isPending && (
        <div className="p-4">
          <SkeletonText lines={8} />
        </div>
      )}
      {groups.isError && groups.data === undefined && (
        <ErrorState
          title="The duplicates could not be loaded."
          message={messageOf(groups.error)}
          onRetry={() => void groups.refetch()}
        />
      )}
      {groups.data?.total === 0 && (
        <EmptyState icon={<CircleCheck aria-hidden />} title="No source key is there twice">
          Products of one store that share a barcode or SKU would show here. Nothing is ever merged or deleted
          by itself.
        </EmptyState>
      )}
      <ul
        aria-label="Duplicate keys"
        className={clsx('divide-y divide-line', groups.isPlaceholderData && 'opacity-55')}
      >
        {groups.data?.rows.map((group) => (
          <li
            key={`${group.storeName} ${group.kind} ${group.value}`}
            className="flex flex-col gap-2 px-4 py-3"
          >
            <p className="flex flex-wrap items-center gap-x-3 text-dense">
              <span className="text-ink-muted">
                {kinds[group.kind]} · {group.storeName}
              </span>
              <MonoId id={group.value} full />
            </p>
            <ul className="flex flex-col gap-1">
              {group.products.map((product) => (
                <li key={product.id} className="flex flex-wrap items-baseline gap-x-3">
                  <ScopedLink href={`/catalogue/${product.id}`} className="font-medium hover:underline">
                    {product.name || 'Without a name'}
                  </ScopedLink>
                  <span className="tabular text-dense text-ink-muted">
                    {quantity(product.quantity, 'exact')} in stock · {product.connectionName} ·{' '}
                    {product.status}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Pagination
        page={Math.max(1, page)}
        pageSize={pageSize}
        total={groups.data?.total}
        noun="keys"
        onPageChange={(next) => void setPage(next)}
      />
    </Card>
  )
}
