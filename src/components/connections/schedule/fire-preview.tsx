'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { exactTime } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { type ScheduleForm, timingOf } from './schedule-form.ts'

type FirePreviewProps = { connectionId: string; timeZone: string; form: ScheduleForm }

/** What a schedule says and the next five times it would start, while it is being written; what is wrong instead. */
export function FirePreview({ connectionId, timeZone, form }: FirePreviewProps) {
  const trpc = useTRPC()
  const wanted = useDeferredValue(form)
  const preview = useQuery(
    trpc.schedules.preview.queryOptions(
      { connectionId, ...timingOf(wanted) },
      { placeholderData: keepPreviousData, retry: false },
    ),
  )
  return (
    <section aria-label="Next starts" aria-live="polite" className="min-h-36">
      <h3 className="font-medium">Next starts</h3>
      {preview.isError ? (
        <p className="text-dense text-failing">{messageOf(preview.error)}</p>
      ) : (
        <>
          {preview.data?.cronWords && <p>{preview.data.cronWords}</p>}
          <ol className="tabular text-dense text-ink-muted">
            {preview.data?.fires.map((at) => (
              <li key={at.getTime()}>{exactTime(at, timeZone)}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
