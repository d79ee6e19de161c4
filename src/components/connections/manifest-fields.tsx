'use client'
import { Controller, get, useFormContext } from 'react-hook-form'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { PasswordField } from '#components/forms/password-field.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { tidyPaste } from '#lib/tidy-paste.ts'
import type { FieldManifest } from '#server/adapters/contract.ts'

type ManifestFieldsProps = {
  /** Where the values live in the form: `credentials` or `settings`. */
  prefix: string
  fields: readonly FieldManifest[]
  /** Names that have a sealed value already: leaving them blank keeps it. */
  stored?: ReadonlySet<string>
}

/** Draws a vendor's fields from its manifest inside a react-hook-form FormProvider. */
export function ManifestFields({ prefix, fields, stored }: ManifestFieldsProps) {
  return fields.map((field) => (
    <ManifestField
      key={field.name}
      name={`${prefix}.${field.name}`}
      field={field}
      stored={stored?.has(field.name) ?? false}
    />
  ))
}

function ManifestField({ name, field, stored }: { name: string; field: FieldManifest; stored: boolean }) {
  const { control, formState } = useFormContext()
  const failure: unknown = get(formState.errors, `${name}.message`)
  const error = typeof failure === 'string' ? failure : undefined
  const words = {
    label: field.label,
    help: stored ? `${field.help} A value is stored; leave this empty to keep it.` : field.help,
    error,
    optional: !field.required,
  }

  return (
    <Controller
      control={control}
      name={name}
      rules={{ validate: (value) => problemOf(field, value, stored) }}
      render={({ field: input }) => {
        if (field.type === 'checkbox') {
          return (
            <CheckboxField
              label={words.label}
              help={words.help}
              error={error}
              checked={input.value === true}
              onCheckedChange={input.onChange}
              ref={input.ref}
            />
          )
        }
        if (field.type === 'select') {
          return (
            <SelectField
              {...words}
              options={field.options ?? []}
              value={typeof input.value === 'string' ? input.value : null}
              onValueChange={input.onChange}
              onBlur={input.onBlur}
              ref={input.ref}
            />
          )
        }
        const Input = field.secret ? PasswordField : TextField
        return (
          <Input
            {...words}
            name={name}
            type={field.type === 'number' ? 'number' : 'text'}
            ref={input.ref}
            value={typeof input.value === 'string' || typeof input.value === 'number' ? input.value : ''}
            placeholder={stored ? 'Stored' : field.example}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => input.onChange(event.target.value)}
            onBlur={() => {
              if (typeof input.value === 'string') input.onChange(tidyPaste(input.value))
              input.onBlur()
            }}
          />
        )
      }}
    />
  )
}

/** What the browser can tell before asking the server, which checks again. */
function problemOf(field: FieldManifest, value: unknown, stored: boolean): true | string {
  const text = typeof value === 'string' ? tidyPaste(value) : value
  if (text === undefined || text === '' || text === null) {
    return !field.required || stored || `${field.label} is needed.`
  }
  if (
    field.pattern !== undefined &&
    typeof text === 'string' &&
    !new RegExp(field.pattern.source, 'u').test(text)
  ) {
    return field.pattern.message
  }
  return true
}

/** The manifest's defaults by field name, overlaid with what is known. */
export function fieldValues(
  fields: readonly FieldManifest[],
  known: Record<string, unknown> = {},
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = known[field.name] ?? field.default ?? (field.type === 'checkbox' ? false : '')
      return [field.name, value as string | number | boolean]
    }),
  )
}
