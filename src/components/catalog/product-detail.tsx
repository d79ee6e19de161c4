'use client'
import { Refusals } from '#components/changes/refusals.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { messageOf } from '#trpc/error-words.ts'
import { ProductComparison } from './product-comparison.tsx'
import { ProductHistory } from './product-history.tsx'
import { ProductInventory } from './product-inventory.tsx'
import { ProductIssues } from './product-issues.tsx'
import { ProductStatusBadge } from './product-status-badge.tsx'
import { ThenAndNow } from './then-and-now.tsx'
import { useAsOf } from './use-as-of.ts'
import { useProduct } from './use-product.ts'
import { VariantList } from './variant-list.tsx'

/** A product in four views; in the side sheet and on its own page. */
export function ProductDetail({ id }: { id: string }) {
  const query = useProduct(id)
  const { at, compares } = useAsOf()
  const { data } = query
  if (query.isError && data === undefined) {
    return (
      <ErrorState
        title="This product could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={12} />
  const { product, connection, store } = data
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted">
        <ProductStatusBadge status={product.status} />
        {product.brand !== null && <span>{product.brand}</span>}
        <span>
          {store.name} · {connection.vendorName}
        </span>
        <span>
          changed <TimeAgo at={product.changedAt} timeZone={store.timeZone} />
        </span>
      </div>
      {at === undefined && <Refusals of={{ productId: id }} timeZone={store.timeZone} />}
      {compares && <ThenAndNow then={data} />}
      <UrlTabs
        label="Views of the product"
        parameter="view"
        tabs={[
          {
            id: 'product',
            label: 'Product',
            content: (
              <div className="flex flex-col gap-6">
                <ProductComparison view={data} />
                <VariantList variants={data.variants} />
              </div>
            ),
          },
          { id: 'inventory', label: 'Inventory', content: <ProductInventory view={data} /> },
          {
            id: 'history',
            label: 'History',
            content: <ProductHistory id={id} timeZone={store.timeZone} currency={product.currency} />,
          },
          // Issues are only known of now.
          ...(at === undefined
            ? [
                {
                  id: 'issues',
                  label: 'Issues',
                  count: data.issues.length,
                  content: <ProductIssues view={data} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
