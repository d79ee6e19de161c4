'use client'
import { Select } from '@base-ui/react/select'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { menuItemClass, menuPopupClass } from '#components/ui/menu-classes.ts'
import { useFirstPress } from '#lib/use-late-control.ts'
import { SelectFace, selectClass } from './select-face.tsx'

export type SelectOption<T extends string = string> = {
  value: T
  label: string
  detail?: string
  icon?: ReactNode
}

export type SelectControlProps<T extends string> = {
  options: readonly SelectOption<T>[]
  value: T | null
  onValueChange: (value: T) => void
  placeholder?: string | undefined
  name?: string | undefined
  disabled?: boolean | undefined
  onBlur?: (() => void) | undefined
  ref?: Ref<HTMLButtonElement> | undefined
  /** For a select without a visible label. */
  'aria-label'?: string | undefined
  /** Looks like the buttons beside it rather than like a field of a form. */
  toolbar?: boolean | undefined
  className?: string | undefined
}

/** What `SelectControl` brings when it is first used: opens at once. */
export function SelectPopup<T extends string>(props: SelectControlProps<T>) {
  const { options, value, onValueChange, ref, onBlur, ...rest } = props
  const button = useFirstPress(ref)
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next as T)
      }}
      {...(rest.name === undefined ? {} : { name: rest.name })}
      disabled={rest.disabled === true}
    >
      <Select.Trigger
        ref={button}
        onBlur={onBlur}
        aria-label={rest['aria-label']}
        className={selectClass(props)}
      >
        <SelectFace {...props} />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup
            className={clsx(
              menuPopupClass,
              'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto',
            )}
          >
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className={clsx(menuItemClass, 'h-auto min-h-8 py-1')}
              >
                {option.icon}
                <span className="flex min-w-0 flex-1 flex-col">
                  <Select.ItemText>{option.label}</Select.ItemText>
                  {option.detail !== undefined && (
                    <span className="text-xs text-ink-muted">{option.detail}</span>
                  )}
                </span>
                <Select.ItemIndicator>
                  <Check className="text-accent-ink" />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
