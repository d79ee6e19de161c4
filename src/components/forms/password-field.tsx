'use client'
import { Field as BaseField } from '@base-ui/react/field'
import clsx from 'clsx'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Field, type FieldWords } from './field.tsx'
import { inputClass } from './input-class.ts'

type PasswordFieldProps = FieldWords & Omit<ComponentProps<'input'>, 'className' | 'defaultValue' | 'type'>

/** A secret, hidden until its owner asks to see it. Takes `register()` of react-hook-form as it is. */
export function PasswordField({ label, help, error, optional, disabled, ...input }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} help={help} error={error} optional={optional} disabled={disabled}>
      <div className="relative">
        <BaseField.Control
          spellCheck={false}
          autoCapitalize="none"
          {...input}
          type={shown ? 'text' : 'password'}
          className={clsx(inputClass, 'w-full pr-10', shown && 'font-mono')}
        />
        <IconButton
          label={shown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
          icon={shown ? <EyeOff /> : <Eye />}
          disabled={disabled === true}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0"
        />
      </div>
    </Field>
  )
}
