'use client'
import { Check, CircleX } from 'lucide-react'
import { type Ref, useId } from 'react'
import type { FieldWords } from './field.tsx'

type CheckboxFieldProps = Omit<FieldWords, 'optional'> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  name?: string | undefined
  disabled?: boolean | undefined
  ref?: Ref<HTMLInputElement> | undefined
}

/** A box to tick. With react-hook-form: a Controller, `checked={field.value} onCheckedChange={field.onChange}`. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { label, help, error, checked, onCheckedChange, disabled, name, ref } = props
  const id = useId()
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`]
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-8 items-start gap-2.5 py-1.5">
        <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
          <input
            ref={ref}
            type="checkbox"
            name={name}
            checked={checked}
            disabled={disabled}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={described.filter(Boolean).join(' ') || undefined}
            onChange={(event) => onCheckedChange(event.target.checked)}
            className="absolute inset-0 appearance-none rounded border border-control bg-raised checked:border-accent checked:bg-accent disabled:opacity-55"
          />
          {checked && (
            <Check
              aria-hidden
              strokeWidth={3}
              className="pointer-events-none relative size-3 text-on-accent"
            />
          )}
        </span>
        {label}
      </label>
      {help !== undefined && (
        <p id={`${id}-help`} className="-mt-1 max-w-[72ch] pl-6.5 text-dense text-ink-muted">
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-dense text-failing">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
