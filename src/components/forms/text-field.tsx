'use client'
import { Field as BaseField } from '@base-ui/react/field'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { Field, type FieldWords } from './field.tsx'
import { inputClass } from './input-class.ts'

type TextFieldProps = FieldWords & Omit<ComponentProps<'input'>, 'className' | 'defaultValue'>

/** One line of text. Takes `register()` of react-hook-form as it is: `<TextField {...register('name')} />`. */
export function TextField({ label, help, error, optional, disabled, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error} optional={optional} disabled={disabled}>
      <BaseField.Control {...input} className={clsx(inputClass, 'w-full')} />
    </Field>
  )
}
