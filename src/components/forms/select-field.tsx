'use client'
import { Select } from '@base-ui/react/select'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { menuItemClass, menuPopupClass } from '#components/ui/menu.tsx'
import { Field, type FieldWords, inputClass } from './field.tsx'

export type SelectOption<T extends string = string> = {
  value: T
  label: string
  detail?: string
  icon?: ReactNode
}

export type SelectFieldProps<T extends string> = FieldWords & {
  options: readonly SelectOption<T>[]
  value: T | null
  onValueChange: (value: T) => void
  placeholder?: string | undefined
  name?: string | undefined
  disabled?: boolean | undefined
  onBlur?: (() => void) | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

/** One of several. With react-hook-form: a Controller, `value={field.value} onValueChange={field.onChange}`. */
export function SelectField<T extends string>({
  label,
  help,
  error,
  optional,
  ...select
}: SelectFieldProps<T>) {
  return (
    <Field label={label} help={help} error={error} optional={optional} disabled={select.disabled}>
      <SelectControl {...select} />
    </Field>
  )
}

type SelectControlProps<T extends string> = Omit<SelectFieldProps<T>, keyof FieldWords> & {
  /** For a select without a visible label. */
  'aria-label'?: string | undefined
  /** Looks like the buttons beside it rather than like a field of a form. */
  toolbar?: boolean | undefined
  className?: string | undefined
}

/** The select alone: in toolbars, where `aria-label` stands for the label. */
export function SelectControl<T extends string>(props: SelectControlProps<T>) {
  const {
    options,
    value,
    onValueChange,
    placeholder = 'Choose…',
    toolbar,
    className,
    ref,
    onBlur,
    ...rest
  } = props
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
        ref={ref}
        onBlur={onBlur}
        aria-label={rest['aria-label']}
        className={clsx(
          toolbar === true ? buttonClass() : inputClass,
          'flex items-center justify-between gap-2 text-left',
          className ?? 'w-full',
        )}
      >
        <span className="min-w-0 flex-1 truncate text-left">
          <Select.Value>
            {(chosen: T | null) => options.find((option) => option.value === chosen)?.label ?? placeholder}
          </Select.Value>
        </span>
        <Select.Icon>
          <ChevronDown aria-hidden className="size-4 text-ink-muted" />
        </Select.Icon>
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
