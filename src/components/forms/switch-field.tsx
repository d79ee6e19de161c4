'use client'
import { Field as BaseField } from '@base-ui/react/field'
import { Switch } from '@base-ui/react/switch'
import type { ToggleFieldProps } from './checkbox-field.tsx'
import { FieldError } from './field.tsx'

/** On or off, at once. For a choice that waits for "Save", use a CheckboxField. */
export function SwitchField({
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
      className="flex flex-col gap-0.5"
    >
      <BaseField.Label className="flex min-h-8 items-center justify-between gap-4">
        <span className="font-medium">{label}</span>
        <Switch.Root
          ref={ref}
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          {...(name === undefined ? {} : { name })}
          className="flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-pressed p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55"
        >
          <Switch.Thumb className="size-3.5 rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
        </Switch.Root>
      </BaseField.Label>
      {help !== undefined && (
        <BaseField.Description className="max-w-[72ch] text-dense text-ink-muted">
          {help}
        </BaseField.Description>
      )}
      <FieldError error={error} />
    </BaseField.Root>
  )
}
