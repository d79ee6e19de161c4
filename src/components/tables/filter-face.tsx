import { ChevronDown } from 'lucide-react'

/** What stands on the button of a filter: its name, and how many are chosen. */
export function FilterFace({ label, chosen }: { label: string; chosen: number }) {
  return (
    <>
      {label}
      {chosen > 0 && (
        <span className="tabular rounded-full bg-accent-soft px-1.5 text-2xs text-accent-ink">{chosen}</span>
      )}
      <ChevronDown aria-hidden className="text-ink-muted" />
    </>
  )
}
