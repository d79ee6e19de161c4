'use client'
import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { menuItemClass, menuPopupClass } from '#components/ui/menu-classes.ts'
import { inputClass } from './input-class.ts'

export type SearchOption = { value: string; label: string }

export type SearchSelectProps = {
  options: readonly SearchOption[]
  chosen: SearchOption | null
  onValueChange: (value: string) => void
  placeholder?: string | undefined
  disabled?: boolean | undefined
  /** Whether it was pressed, and opens; else it was gone to by a key. */
  pressed: boolean
}

/** What `SearchSelectField` brings when somebody goes to it. */
export function SearchSelectPopup(props: SearchSelectProps) {
  const { options, chosen, onValueChange, placeholder, disabled, pressed } = props
  const input = useRef<HTMLInputElement>(null)
  const takenOver = useRef(false)
  useEffect(() => {
    if (takenOver.current) return
    takenOver.current = true
    input.current?.focus()
    input.current?.select()
  }, [])
  return (
    <Combobox.Root
      items={options}
      value={chosen}
      onValueChange={(next: SearchOption | null) => {
        if (next) onValueChange(next.value)
      }}
      isItemEqualToValue={(item: SearchOption, other: SearchOption) => item.value === other.value}
      autoHighlight
      defaultOpen={pressed}
      disabled={disabled === true}
    >
      <div className="relative">
        <Combobox.Input ref={input} placeholder={placeholder} className={clsx(inputClass, 'w-full pr-9')} />
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
              {(option: SearchOption) => (
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
  )
}
