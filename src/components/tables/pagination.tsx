'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { SelectControl } from '#components/forms/select-control.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { count } from '#lib/numbers.ts'
import { pageSizes } from './use-table-url.ts'

type PaginationProps = {
  page: number
  pageSize: number
  /** undefined while unknown. */
  total: number | undefined
  /** What is counted: "products". */
  noun: string
  onPageChange: (page: number) => void
  onPageSizeChange?: ((size: number) => void) | undefined
}

/** "51–100 of 2,412 products", and the way to the others. */
export function Pagination({ page, pageSize, total, noun, onPageChange, onPageSizeChange }: PaginationProps) {
  if (total === undefined || total === 0) return null
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = (page - 1) * pageSize + 1
  return (
    <nav
      aria-label={`Pages of ${noun}`}
      className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-1.5 text-dense"
    >
      <span className="tabular flex-1 text-ink-muted" role="status">
        {first > total
          ? `Page ${count(page)} is past the end`
          : `${count(first)}–${count(Math.min(total, page * pageSize))}`}{' '}
        of {count(total)} {noun}
      </span>
      {onPageSizeChange !== undefined && (
        <SelectControl
          toolbar
          aria-label="Rows a page"
          className="w-32 max-md:hidden"
          options={pageSizes.map((size) => ({ value: String(size), label: `${size} a page` }))}
          value={String(pageSize)}
          onValueChange={(size) => onPageSizeChange(Number(size))}
        />
      )}
      <IconButton
        label="Previous page"
        icon={<ChevronLeft />}
        disabled={page <= 1}
        onClick={() => onPageChange(Math.min(page - 1, pages))}
      />
      <IconButton
        label="Next page"
        icon={<ChevronRight />}
        disabled={page >= pages}
        onClick={() => onPageChange(page + 1)}
      />
    </nav>
  )
}
