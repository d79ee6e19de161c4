'use client'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'

export type ChoiceFilter<Key extends string> = {
  key: Key
  label: string
  options: readonly { value: string; label: string }[]
}

type ChoiceFiltersProps<Key extends string> = {
  filters: readonly ChoiceFilter<Key>[]
  chosen: Record<Key, readonly string[]>
  /** Values come in the order of the options; none when the filter is off. */
  onChoose: (key: Key, values: string[]) => void
  onClear: () => void
}

/** Menus of values to narrow a list to, each chosen value with a chip to take it off. */
export function ChoiceFilters<Key extends string>(props: ChoiceFiltersProps<Key>) {
  const { filters, chosen, onChoose, onClear } = props
  const choose = ({ key, options }: ChoiceFilter<Key>, wanted: (value: string) => boolean) =>
    onChoose(key, options.map(({ value }) => value).filter(wanted))
  const chips = filters.flatMap((filter) =>
    filter.options
      .filter(({ value }) => chosen[filter.key].includes(value))
      .map(({ value, label }) => ({
        key: `${filter.key} ${value}`,
        label,
        onRemove: () => choose(filter, (each) => each !== value && chosen[filter.key].includes(each)),
      })),
  )
  return (
    <>
      {filters.map((filter) => (
        <FilterMenu
          key={filter.key}
          label={filter.label}
          options={filter.options}
          chosen={[...chosen[filter.key]]}
          onChosenChange={(values) => choose(filter, (each) => values.includes(each))}
        />
      ))}
      <FilterChips chips={chips} onClear={onClear} />
    </>
  )
}
