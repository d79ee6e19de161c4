'use client'
import { History } from 'lucide-react'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { exactTime } from '#lib/time.ts'
import { useAsOf } from './use-as-of.ts'

/** Says that what is shown is the past, and leads back; nothing while it is now. */
export function AsOfBanner({ timeZone }: { timeZone: string }) {
  const { at, compares, setAt, setCompares } = useAsOf()
  if (at === undefined) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-attention-line bg-attention-soft px-3 py-2 text-attention"
    >
      <History aria-hidden className="size-4 shrink-0" />
      <p className="min-w-60 flex-1">
        You are looking at the catalogue as of <strong>{exactTime(at, timeZone)}</strong>. Nothing can be
        changed here.
      </p>
      <CheckboxField label="Compare with now" checked={compares} onCheckedChange={setCompares} />
      <Button onClick={() => setAt(null)}>Back to now</Button>
    </div>
  )
}
