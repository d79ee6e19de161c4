'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { clockTime } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

const refreshMs = 2000

/** The last requests a simulator got, newest first, refreshed while it is open. */
export function RequestLog({ vendor }: { vendor: string }) {
  const trpc = useTRPC()
  const [shown, setShown] = useState(false)
  const log = useQuery(
    trpc.simulators.log.queryOptions(shown ? { vendor } : skipToken, { refetchInterval: refreshMs }),
  )
  return (
    <div className="mt-4 border-t border-line pt-3">
      <Button look="quiet" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Hide the last requests' : 'Show the last requests'}
      </Button>
      {shown && log.isError && <p className="p-2 text-dense text-failing">{messageOf(log.error)}</p>}
      {shown && (
        <ol
          aria-label="Last requests"
          // Scrolls, so the keyboard must be able to reach it.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          tabIndex={0}
          className="mt-2 max-h-60 overflow-auto rounded-control border border-line bg-sunken p-2 font-mono text-xs"
        >
          {log.data?.map((entry) => (
            <li
              key={`${entry.at.getTime()}-${entry.path}-${entry.ms}`}
              className="flex gap-3 whitespace-nowrap"
            >
              <span className="text-ink-muted">{clockTime(entry.at)}</span>
              <span className={entry.status >= 400 || entry.status === 0 ? 'text-failing' : 'text-good'}>
                {entry.status}
              </span>
              <span>
                {entry.method} {entry.path}
              </span>
              <span className="ml-auto text-ink-muted">{entry.ms} ms</span>
            </li>
          ))}
          {log.data?.length === 0 && <li className="text-ink-muted">Nothing was asked yet.</li>}
        </ol>
      )}
    </div>
  )
}
