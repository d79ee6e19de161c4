'use client'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { FilterChips } from '#components/tables/filter-chips.tsx'
import { FilterMenu } from '#components/tables/filter-menu.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { entityWords, syncEntityNames } from '#lib/entity-words.ts'
import { count } from '#lib/numbers.ts'
import { actions, flags, states, type useChangeFilter } from './use-change-filter.ts'
import { actionWords, flagWords, type Summary, stateWords } from './words.ts'

type Props = { filter: ReturnType<typeof useChangeFilter>; summary: Summary }

/** What of the difference is shown: kinds of record, of change, what the guard minds, and a search. */
export function ChangeFilters({ filter: { url, set, clear }, summary }: Props) {
  const sum = (test: (each: Summary['sums'][number]) => boolean) =>
    summary.sums.reduce((total, each) => total + (test(each) ? each.count : 0), 0)
  const silent = summary.sums.reduce((total, each) => total + each.silent, 0)
  const menus = [
    menu(
      'entity',
      'Records',
      syncEntityNames,
      (name) => entityWords[name].label,
      (name) => sum((s) => s.entity === name),
    ),
    menu(
      'action',
      'Kind',
      actions,
      (name) => actionWords[name],
      (name) => sum((s) => s.action === name),
    ),
    menu(
      'flag',
      'Stands out',
      flags,
      (name) => flagWords[name],
      (name) => summary.flags[name],
    ),
    menu(
      'state',
      'State',
      states,
      (name) => stateWords[name],
      (name) => sum((s) => s.state === name),
    ),
  ]
  function menu<Name extends string>(
    key: 'entity' | 'action' | 'flag' | 'state',
    label: string,
    names: readonly Name[],
    words: (name: Name) => string,
    counts: (name: Name) => number,
  ) {
    const options = names
      .map((value) => ({ value, label: words(value), count: counts(value) }))
      .filter((option) => option.count > 0)
    const chosen = url[key] as string[]
    return {
      ...{ key, label, options, chosen },
      change: (next: string[]) => set({ [key]: names.filter((name) => next.includes(name)) }),
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label="Search changes" value={url.find} onChange={(find) => set({ find })} />
      {menus.map(({ key, label, options, chosen, change }) => (
        <FilterMenu key={key} label={label} options={options} chosen={chosen} onChosenChange={change} />
      ))}
      {silent > 0 && (
        <CheckboxField
          label={`Also ${count(silent)} that show no difference`}
          checked={url.silent}
          onCheckedChange={(next) => set({ silent: next })}
        />
      )}
      <FilterChips
        chips={menus.flatMap(({ key, options, chosen, change }) =>
          chosen.map((value) => ({
            key: `${key}:${value}`,
            label: options.find((option) => option.value === value)?.label ?? value,
            onRemove: () => change(chosen.filter((each) => each !== value)),
          })),
        )}
        onClear={clear}
      />
    </div>
  )
}
