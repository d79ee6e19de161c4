import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, moneyRange, quantity } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { ProductStatusBadge } from './product-status-badge.tsx'
import { strainWords } from './words.ts'

export type ProductListRow = Outputs['catalog']['list']['rows'][number]

/** Sorts the server offers; the ids of their columns. */
export const productSorts = ['name', 'brand', 'price', 'quantity', 'changedAt'] as const

const dash = <span className="text-ink-faint">—</span>

function price(row: ProductListRow): string | null {
  return row.currency === null ? null : moneyRange(row.minPriceMinor, row.maxPriceMinor, row.currency)
}

function categories(row: ProductListRow): string {
  return row.categories.map((category) => category.label).join(', ')
}

function stock(row: ProductListRow) {
  const words = quantity(row.quantity, row.quantityBound)
  return words === '0' ? <span className="text-failing">Out</span> : words
}

export const productColumns: Column<ProductListRow>[] = [
  { id: 'name', header: 'Name', sortable: true, cell: (row) => row.name },
  { id: 'brand', header: 'Brand', sortable: true, cell: (row) => row.brand ?? dash },
  { id: 'category', header: 'Category', cell: (row) => categories(row) || dash },
  {
    id: 'strain',
    header: 'Strain type',
    optional: true,
    cell: (row) => (row.strainType === null ? dash : strainWords[row.strainType]),
  },
  { id: 'thc', header: 'THC', align: 'right', optional: true, cell: (row) => row.thc ?? dash },
  { id: 'status', header: 'Status', cell: (row) => <ProductStatusBadge status={row.status} /> },
  { id: 'price', header: 'Price', align: 'right', sortable: true, cell: (row) => price(row) ?? dash },
  { id: 'quantity', header: 'Stock', align: 'right', sortable: true, descendingFirst: true, cell: stock },
  {
    id: 'variants',
    header: 'Variants',
    align: 'right',
    optional: true,
    cell: (row) => count(row.variantCount),
  },
  { id: 'store', header: 'Store', cell: (row) => row.storeName },
  {
    id: 'changedAt',
    header: 'Changed',
    sortable: true,
    descendingFirst: true,
    cell: (row) => <TimeAgo at={row.changedAt} timeZone={row.timeZone} />,
  },
  {
    id: 'seen',
    header: 'Seen at the POS',
    optional: true,
    cell: (row) => <TimeAgo at={row.seenAt} timeZone={row.timeZone} never="Not yet" />,
  },
]

/** A product on two lines. */
export function narrowProduct(row: ProductListRow): NarrowRow {
  return {
    title: row.name,
    detail: [row.brand, categories(row)].filter(Boolean).join(' · '),
    aside: price(row),
    asideDetail: stock(row),
  }
}
