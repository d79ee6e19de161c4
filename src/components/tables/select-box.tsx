'use client'
import { Check, Minus } from 'lucide-react'

const iconClass = 'pointer-events-none relative size-3 text-on-accent'

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
  const partly = some && !checked
  return (
    <span className="relative grid size-4 shrink-0 place-items-center">
      <input
        ref={(box) => {
          if (box !== null) box.indeterminate = partly
        }}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={onToggle}
        // A thumb hits 40 px around the 16 it sees.
        className="absolute inset-0 appearance-none rounded border border-control bg-raised after:absolute after:-inset-3 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
      />
      {checked && <Check aria-hidden strokeWidth={3} className={iconClass} />}
      {partly && <Minus aria-hidden strokeWidth={3} className={iconClass} />}
    </span>
  )
}
