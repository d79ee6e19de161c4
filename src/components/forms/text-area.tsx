'use client'
import { Field as BaseField } from '@base-ui/react/field'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { Field, type FieldWords, inputClass } from './field.tsx'

type TextAreaProps = FieldWords & Omit<ComponentProps<'textarea'>, 'className' | 'defaultValue'>

/** Several lines of text. Takes `register()` of react-hook-form as it is. */
export function TextArea({ label, help, error, optional, disabled, rows = 4, ...textarea }: TextAreaProps) {
  return (
    <Field label={label} help={help} error={error} optional={optional} disabled={disabled}>
      <BaseField.Control
        render={<textarea rows={rows} {...textarea} />}
        className={clsx(inputClass, 'h-auto w-full py-1.5 max-md:h-auto')}
      />
    </Field>
  )
}
