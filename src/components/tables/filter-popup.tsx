'use client'
import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { inputClass } from '#components/forms/input-class.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { menuItemClass, menuPopupClass } from '#components/ui/menu-classes.ts'
import { count } from '#lib/numbers.ts'
import { useFirstPress } from '#lib/use-late-control.ts'
import { FilterFace } from './filter-face.tsx'

export type FilterOption = { value: string; label: string; count?: number | undefined }

export type FilterMenuProps = {
  /** "Category" */
  label: string
  options: readonly FilterOption[]
  chosen: string[]
  onChosenChange: (chosen: string[]) => void
}

/** What `FilterMenu` brings when it is first used: opens at once. */
export function FilterPopup({ label, options, chosen, onChosenChange }: FilterMenuProps) {
  const button = useFirstPress()
  const value = options.filter((option) => chosen.includes(option.value))
  return (
    <Combobox.Root
      multiple
      items={options}
      value={value}
      onValueChange={(next: FilterOption[]) => onChosenChange(next.map((option) => option.value))}
      isItemEqualToValue={(first, second) => first.value === second.value}
    >
      <Combobox.Trigger
        ref={button}
        aria-label={`Filter by ${label.toLowerCase()}`}
        className={buttonClass()}
      >
        <FilterFace label={label} chosen={chosen.length} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} align="start" className="z-50">
          <Combobox.Popup aria-label={label} className={clsx(menuPopupClass, 'flex max-h-90 w-64 flex-col')}>
            {options.length > 8 && (
              <Combobox.Input
                placeholder={`Find a ${label.toLowerCase()}`}
                aria-label={`Find a ${label.toLowerCase()}`}
                className={clsx(inputClass, 'mb-1 w-full shrink-0')}
              />
            )}
            <Combobox.Empty className="px-2 text-ink-muted not-empty:py-2">
              Nothing by that name.
            </Combobox.Empty>
            <Combobox.List className="min-h-0 overflow-y-auto">
              {(option: FilterOption) => (
                <Combobox.Item key={option.value} value={option} className={menuItemClass}>
                  <span className="grid size-4 place-items-center">
                    <Combobox.ItemIndicator>
                      <Check className="text-accent-ink" />
                    </Combobox.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.count !== undefined && (
                    <span className="tabular text-xs text-ink-muted">{count(option.count)}</span>
                  )}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
