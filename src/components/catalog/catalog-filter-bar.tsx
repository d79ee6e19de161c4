'use client'
import { useQuery } from '@tanstack/react-query'
import { SelectControl } from '#components/forms/select-control.tsx'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { type FilterChip, FilterChips } from '#components/tables/filter-chips.tsx'
import { FilterMenu } from '#components/tables/filter-menu.tsx'
import type { ProductStatus } from '#server/model/product.ts'
import { useTRPC } from '#trpc/client.ts'
import { useAsOf } from './use-as-of.ts'
import type { CatalogFilters, ChangedWithin } from './use-catalog-filters.ts'
import { changedWords, statusWords, stockWords } from './words.ts'

type FilterBarProps = {
  filters: CatalogFilters
  onChange: (change: Partial<CatalogFilters>) => void
  onClear: () => void
}

const any = 'any'

function optionsOf<Key extends string>(words: Record<Key, string>, anyLabel: string) {
  const choices = (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }))
  return [{ value: any, label: anyLabel }, ...choices] as { value: Key | typeof any; label: string }[]
}

/** Filters of the catalogue with the number of products behind each, and those in force as chips. */
export function CatalogFilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const { at } = useAsOf()
  const facets = useQuery(
    trpc.catalog.facets.queryOptions({ storeId, connectionId: filters.connection ?? undefined, at }),
  )
  const connections = useQuery(
    trpc.connections.list.queryOptions({}, { enabled: filters.connection !== null }),
  )

  const categories = (facets.data?.categories ?? []).map(({ slug, label, count }) => ({
    value: slug,
    label,
    count,
  }))
  const brands = (facets.data?.brands ?? []).map(({ name, count }) => ({ value: name, label: name, count }))
  const statuses = (facets.data?.statuses ?? []).map(({ status, count }) => ({
    value: status,
    label: statusWords[status],
    count,
  }))

  function chipsOf<Key extends 'category' | 'brand' | 'status'>(
    key: Key,
    noun: string,
    label: (value: string) => string,
  ): FilterChip[] {
    return filters[key].map((value) => ({
      key: `${key}:${value}`,
      label: `${noun}: ${label(value)}`,
      onRemove: () => onChange({ [key]: filters[key].filter((each) => each !== value) }),
    }))
  }

  const chips: FilterChip[] = [
    ...chipsOf(
      'category',
      'Category',
      (slug) => categories.find((each) => each.value === slug)?.label ?? slug,
    ),
    ...chipsOf('brand', 'Brand', (brand) => brand),
    ...chipsOf('status', 'Status', (status) => statusWords[status as ProductStatus]),
    ...(filters.stock === null
      ? []
      : [{ key: 'stock', label: stockWords[filters.stock], onRemove: () => onChange({ stock: null }) }]),
    ...(filters.changed === null
      ? []
      : [
          {
            key: 'changed',
            label: `Changed: ${changedWords[filters.changed].toLowerCase()}`,
            onRemove: () => onChange({ changed: null }),
          },
        ]),
    ...(filters.connection === null
      ? []
      : [
          {
            key: 'connection',
            label: `Connection: ${connections.data?.find((each) => each.id === filters.connection)?.name ?? '…'}`,
            onRemove: () => onChange({ connection: null }),
          },
        ]),
  ]

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <FilterMenu
          label="Category"
          options={categories}
          chosen={filters.category}
          onChosenChange={(category) => onChange({ category })}
        />
        <FilterMenu
          label="Brand"
          options={brands}
          chosen={filters.brand}
          onChosenChange={(brand) => onChange({ brand })}
        />
        <FilterMenu
          label="Status"
          options={statuses}
          chosen={filters.status}
          onChosenChange={(status) => onChange({ status: status as ProductStatus[] })}
        />
        <SelectControl
          toolbar
          aria-label="Stock"
          className="w-36"
          options={optionsOf(stockWords, 'Any stock')}
          value={filters.stock ?? any}
          onValueChange={(stock) => onChange({ stock: stock === any ? null : stock })}
        />
        <SelectControl
          toolbar
          aria-label="Changed"
          className="w-46"
          options={optionsOf<ChangedWithin>(changedWords, 'Changed any time')}
          value={filters.changed ?? any}
          onValueChange={(changed) => onChange({ changed: changed === any ? null : changed })}
        />
      </div>
      <FilterChips chips={chips} onClear={onClear} />
    </>
  )
}
