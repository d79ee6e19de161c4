'use client'
import { Checkbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'

/** A bare box to tick, in a row or over a column of rows. */
export function SelectBox({
  label,
  checked,
  some = false,
  onToggle,
}: {
  /** For screen readers: "Select Blue Dream". */
  label: string
  checked: boolean
  /** Some of what it stands for is ticked. */
  some?: boolean | undefined
  onToggle: () => void
}) {
  return (
    <Checkbox.Root
      aria-label={label}
      checked={checked}
      indeterminate={some && !checked}
      onCheckedChange={onToggle}
      // A thumb hits 40 px around the 16 it sees.
      className="relative grid size-4 shrink-0 place-items-center rounded border border-control bg-raised after:absolute after:-inset-3 data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent"
    >
      <Checkbox.Indicator className="text-on-accent">
        {checked ? (
          <Check aria-hidden strokeWidth={3} className="size-3" />
        ) : (
          <Minus aria-hidden strokeWidth={3} className="size-3" />
        )}
      </Checkbox.Indicator>
    </Checkbox.Root>
  )
}
