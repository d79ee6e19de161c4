'use client'
import { Checkbox } from '@base-ui/react/checkbox'
import { Field as BaseField } from '@base-ui/react/field'
import { Check } from 'lucide-react'
import type { Ref } from 'react'
import { FieldError, type FieldWords } from './field.tsx'

export type ToggleFieldProps = Omit<FieldWords, 'optional'> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  name?: string | undefined
  disabled?: boolean | undefined
  ref?: Ref<HTMLElement> | undefined
}

/** A box to tick. With react-hook-form: a Controller, `checked={field.value} onCheckedChange={field.onChange}`. */
export function CheckboxField({
  label,
  help,
  error,
  checked,
  onCheckedChange,
  disabled,
  name,
  ref,
}: ToggleFieldProps) {
  return (
    <BaseField.Root
      invalid={error !== undefined}
      disabled={disabled === true}
      className="flex flex-col gap-1"
    >
      <BaseField.Label className="flex min-h-8 items-start gap-2.5 py-1.5">
        <Checkbox.Root
          ref={ref}
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          {...(name === undefined ? {} : { name })}
          className="mt-0.5 grid size-4 shrink-0 place-items-center rounded border border-control bg-raised data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55"
        >
          <Checkbox.Indicator>
            <Check aria-hidden strokeWidth={3} className="size-3 text-on-accent" />
          </Checkbox.Indicator>
        </Checkbox.Root>
        {label}
      </BaseField.Label>
      {help !== undefined && (
        <BaseField.Description className="-mt-1 max-w-[72ch] pl-6.5 text-dense text-ink-muted">
          {help}
        </BaseField.Description>
      )}
      <FieldError error={error} />
    </BaseField.Root>
  )
}
