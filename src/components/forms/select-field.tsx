'use client'
import { Field as BaseField } from '@base-ui/react/field'
import { Field, type FieldWords } from './field.tsx'
import { SelectControl } from './select-control.tsx'
import type { SelectControlProps } from './select-popup.tsx'

export type SelectFieldProps<T extends string> = FieldWords &
  Omit<SelectControlProps<T>, 'aria-label' | 'toolbar' | 'className'>

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
      <SelectControl {...select} standIn={(button) => <BaseField.Control render={button} />} />
    </Field>
  )
}
