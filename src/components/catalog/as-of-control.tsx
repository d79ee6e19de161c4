'use client'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { History } from 'lucide-react'
import { useId, useState } from 'react'
import { inputClass } from '#components/forms/input-class.ts'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { Button } from '#components/ui/button.tsx'
import { exactTime } from '#lib/time.ts'
import { localTimeOf, momentOf } from '#lib/zoned-time.ts'
import { useTRPC } from '#trpc/client.ts'
import { useAsOf } from './use-as-of.ts'

/** `<input type="datetime-local">` with seconds. */
const withSeconds = (at: Date, timeZone: string) =>
  `${localTimeOf(at, timeZone)}:${String(at.getUTCSeconds()).padStart(2, '0')}`

/** Asks for a moment on the clocks of a zone, and says how far back one can go. */
export function AsOfControl({ timeZone }: { timeZone: string }) {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const { at, setAt } = useAsOf()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const ids = useId()
  const range = useQuery(trpc.catalog.travelRange.queryOptions({ storeId }, { enabled: open }))
  const from = range.data?.from ?? null
  const moment = momentOf(text, timeZone)
  const now = new Date()
  const problem = !moment
    ? undefined
    : moment > now
      ? 'That moment has not come yet.'
      : from && moment < from
        ? `Changes are known as far back as ${exactTime(from, timeZone)}.`
        : undefined
  if (!open)
    return (
      <Button
        icon={<History aria-hidden />}
        onClick={() => {
          setText(withSeconds(at ?? now, timeZone))
          setOpen(true)
        }}
      >
        As of…
      </Button>
    )
  return (
    <form
      className="flex flex-wrap items-end gap-2 rounded-control border border-line p-2"
      aria-label="Look at an earlier moment"
      onSubmit={(event) => {
        event.preventDefault()
        if (!moment || problem !== undefined) return
        setAt(moment)
        setOpen(false)
      }}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={`${ids}-at`} className="text-dense font-medium">
          As of, on the clocks of {timeZone}
        </label>
        <input
          id={`${ids}-at`}
          type="datetime-local"
          step={1}
          value={text}
          aria-describedby={`${ids}-help`}
          aria-invalid={problem !== undefined}
          onChange={(event) => setText(event.target.value)}
          className={clsx(inputClass, 'w-60')}
        />
        <span
          id={`${ids}-help`}
          className={clsx('text-xs', problem === undefined ? 'text-ink-muted' : 'text-failing')}
        >
          {problem ??
            (from ? `As far back as ${exactTime(from, timeZone)}` : 'Any moment since the first sync')}
        </span>
      </div>
      <div className="flex gap-2 pb-5">
        <Button type="submit" look="primary" disabled={!moment || problem !== undefined}>
          Look
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
