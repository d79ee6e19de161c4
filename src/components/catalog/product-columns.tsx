import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, moneyRange, quantity } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { ProductStatusBadge } from './product-status-badge.tsx'
import { differenceNouns, strainWords } from './words.ts'

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

/** What it was, and what it is now where that differs. */
function ThenNow({ then, now }: { then: ReactNode; now: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-x-1.5 rounded-sm bg-attention-soft px-1 whitespace-nowrap">
      <span className="min-w-0 truncate">{then}</span>
      <ArrowRight aria-label="now" className="size-3 shrink-0 text-attention" />
      <span className="min-w-0 truncate font-medium">{now}</span>
    </span>
  )
}

type Compared = Extract<ProductListRow, { differs: unknown }>
const kindsOf: Partial<Record<string, Compared['differs'][number][]>> = {
  name: ['name'],
  brand: ['brand'],
  category: ['category'],
  status: ['status', 'gone'],
  price: ['price'],
  quantity: ['stock'],
}

/** The columns with what differs now beside what was then. */
export const comparedColumns: Column<ProductListRow>[] = productColumns.flatMap((column) => {
  const cell = (row: ProductListRow) =>
    'differs' in row && kindsOf[column.id]?.some((kind) => row.differs.includes(kind)) ? (
      <ThenNow then={column.cell(row)} now={column.cell({ ...row, ...row.now })} />
    ) : (
      column.cell(row)
    )
  const compared = { ...column, cell }
  return column.id === 'store' ? [{ id: 'details', header: 'Details', cell: details }, compared] : [compared]
})

function details(row: ProductListRow) {
  return 'differs' in row && row.differs.includes('details') ? (
    <span className="rounded-sm bg-attention-soft px-1">Differ</span>
  ) : (
    dash
  )
}

/** A product on two lines; what differs now in words below. */
export function narrowCompared(row: ProductListRow): NarrowRow {
  if (!('differs' in row) || row.differs.length === 0) return narrowProduct(row)
  const { differs, now } = row
  const then = narrowProduct(row)
  const later = narrowProduct({ ...row, ...now })
  return {
    title: then.title,
    detail: (
      <span className="text-attention">
        Differs now: {differs.map((kind) => differenceNouns[kind][0]).join(', ')}
      </span>
    ),
    aside: differs.includes('price') ? (
      <ThenNow then={then.aside ?? dash} now={later.aside ?? dash} />
    ) : (
      then.aside
    ),
    asideDetail: differs.includes('stock') ? (
      <ThenNow then={then.asideDetail} now={later.asideDetail} />
    ) : (
      then.asideDetail
    ),
  }
}

/** A product on two lines. */
export function narrowProduct(row: ProductListRow): NarrowRow {
  return {
    title: row.name,
    detail: [row.brand, categories(row)].filter(Boolean).join(' · '),
    aside: price(row),
    asideDetail: stock(row),
  }
}
