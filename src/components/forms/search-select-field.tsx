'use client'
import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { menuItemClass, menuPopupClass } from '#components/ui/menu.tsx'
import { Field, type FieldWords, inputClass } from './field.tsx'

type Option = { value: string; label: string }

type SearchSelectFieldProps = FieldWords & {
  options: readonly Option[]
  value: string
  onValueChange: (value: string) => void
  placeholder?: string
  disabled?: boolean | undefined
}

/** One of many, found by typing a part of it. With react-hook-form: a Controller. */
export function SearchSelectField(props: SearchSelectFieldProps) {
  const { options, value, onValueChange, placeholder, disabled, ...words } = props
  // A value the list doesn't have (an alias, say) stays what it is and is shown.
  const chosen = options.find((option) => option.value === value) ?? (value ? { value, label: value } : null)
  return (
    <Field {...words} disabled={disabled}>
      <Combobox.Root
        items={options}
        value={chosen}
        onValueChange={(next: Option | null) => {
          if (next) onValueChange(next.value)
        }}
        isItemEqualToValue={(item: Option, other: Option) => item.value === other.value}
        autoHighlight
        disabled={disabled === true}
      >
        <div className="relative">
          <Combobox.Input placeholder={placeholder} className={clsx(inputClass, 'w-full pr-9')} />
          <Combobox.Icon className="pointer-events-none absolute inset-y-0 right-0 grid w-9 place-items-center text-ink-muted">
            <ChevronDown aria-hidden className="size-4" />
          </Combobox.Icon>
        </div>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup
              className={clsx(
                menuPopupClass,
                'max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto',
              )}
            >
              <Combobox.Empty className="px-2 text-dense text-ink-muted not-empty:py-1.5">
                Nothing matches.
              </Combobox.Empty>
              <Combobox.List>
                {(option: Option) => (
                  <Combobox.Item key={option.value} value={option} className={menuItemClass}>
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    <Combobox.ItemIndicator>
                      <Check aria-hidden className="text-accent-ink" />
                    </Combobox.ItemIndicator>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  )
}
