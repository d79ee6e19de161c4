'use client'
import { Field as BaseField } from '@base-ui/react/field'
import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'

export type FieldWords = {
  label: string
  /** What it is and where to find it. */
  help?: ReactNode
  /** What is wrong and what to do; marks the field as invalid. */
  error?: string | undefined
  /** Says "(optional)" after the label. */
  optional?: boolean | undefined
}

/** Label, control, help and error of one field, tied together for screen readers. */
export function Field({
  label,
  help,
  error,
  optional = false,
  disabled,
  children,
}: FieldWords & { disabled?: boolean | undefined; children: ReactNode }) {
  return (
    <BaseField.Root
      invalid={error !== undefined}
      disabled={disabled === true}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <BaseField.Label className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </BaseField.Label>
      {children}
      {help !== undefined && (
        <BaseField.Description className="max-w-[72ch] text-dense text-ink-muted">
          {help}
        </BaseField.Description>
      )}
      <FieldError error={error} />
    </BaseField.Root>
  )
}

/** The words of an error inside a Field. */
function FieldError({ error }: { error: string | undefined }) {
  if (error === undefined) return null
  return (
    <BaseField.Error match className="flex items-start gap-1.5 text-dense text-failing">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      {error}
    </BaseField.Error>
  )
}
