'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { HistoryItem } from './history-item.tsx'

/** Entries the server sends at a time; fewer means the beginning was reached. */
const pageSize = 50

type HistoryProps = { id: string; timeZone: string; currency: string | null }

/** What happened to a product, newest first. Earlier pages come when asked for. */
export function ProductHistory({ before, ...props }: HistoryProps & { before?: string }) {
  const trpc = useTRPC()
  const [earlier, setEarlier] = useState(false)
  const history = useQuery(trpc.catalog.history.queryOptions({ id: props.id, before }))
  const { data } = history
  if (history.isError && data === undefined) {
    return (
      <ErrorState
        title="The history could not be loaded."
        message={messageOf(history.error)}
        onRetry={() => void history.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={6} />
  const last = data.at(-1)
  if (last === undefined) {
    return before === undefined ? <EmptyState title="Nothing has happened yet" /> : null
  }
  return (
    <>
      <ol className="flex flex-col">
        {data.map((entry) => (
          <HistoryItem
            key={entry.position}
            entry={entry}
            timeZone={props.timeZone}
            currency={props.currency}
          />
        ))}
      </ol>
      {data.length === pageSize && !earlier && (
        <Button onClick={() => setEarlier(true)}>Show earlier changes</Button>
      )}
      {earlier && <ProductHistory {...props} before={last.position} />}
    </>
  )
}
