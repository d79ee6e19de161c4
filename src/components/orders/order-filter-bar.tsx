'use client'
import { SelectControl } from '#components/forms/select-control.tsx'
import { FilterChips } from '#components/tables/filter-chips.tsx'
import { FilterMenu } from '#components/tables/filter-menu.tsx'
import { fulfilments, type OrderFilters, orderStatuses, type PlacedWithin } from './use-order-filters.ts'
import { fulfilmentWords, orderStatusWords, placedWords } from './words.ts'

type FilterBarProps = {
  filters: OrderFilters
  onChange: (change: Partial<OrderFilters>) => void
  onClear: () => void
}

const any = 'any'
const placedOptions = [
  { value: any, label: 'Placed any time' },
  ...Object.entries(placedWords).map(([value, label]) => ({ value, label })),
] as { value: PlacedWithin | typeof any; label: string }[]

const optionsOf = <Key extends string>(keys: readonly Key[], words: Record<Key, string>) =>
  keys.map((value) => ({ value, label: words[value] }))

/** Filters of the orders, and those in force as chips. */
export function OrderFilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const { status, kind, placed } = filters
  const chips = [
    ...status.map((value) => ({
      key: `status:${value}`,
      label: `Status: ${orderStatusWords[value]}`,
      onRemove: () => onChange({ status: status.filter((each) => each !== value) }),
    })),
    ...kind.map((value) => ({
      key: `kind:${value}`,
      label: `Kind: ${fulfilmentWords[value]}`,
      onRemove: () => onChange({ kind: kind.filter((each) => each !== value) }),
    })),
    ...(placed === null
      ? []
      : [
          {
            key: 'placed',
            label: `Placed: ${placedWords[placed].toLowerCase()}`,
            onRemove: () => onChange({ placed: null }),
          },
        ]),
  ]
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <FilterMenu
          label="Status"
          options={optionsOf(orderStatuses, orderStatusWords)}
          chosen={status}
          onChosenChange={(chosen) =>
            onChange({ status: orderStatuses.filter((each) => chosen.includes(each)) })
          }
        />
        <FilterMenu
          label="Kind"
          options={optionsOf(fulfilments, fulfilmentWords)}
          chosen={kind}
          onChosenChange={(chosen) => onChange({ kind: fulfilments.filter((each) => chosen.includes(each)) })}
        />
        <SelectControl
          toolbar
          aria-label="Placed"
          className="w-42"
          options={placedOptions}
          value={placed ?? any}
          onValueChange={(value) => onChange({ placed: value === any ? null : value })}
        />
      </div>
      <FilterChips chips={chips} onClear={onClear} />
    </>
  )
}
