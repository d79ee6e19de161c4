'use client'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { messageOf } from '#trpc/error-words.ts'

/** Entries the server sends at a time; fewer means the beginning was reached. */
const pageSize = 50

type HistoryPageProps<Entry> = {
  history: { data: Entry[] | undefined; isError: boolean; error: unknown; refetch: () => unknown }
  /** Whether these are the newest. */
  newest: boolean
  /** Whether only one kind of change is looked at. */
  narrowed: boolean
  item: (entry: Entry) => ReactNode
  /** The page before this position; drawn when somebody asks for it. */
  earlier: (before: string) => ReactNode
}

/** Fifty entries of a history, newest first, and those before them when asked for. */
export function HistoryPage<Entry extends { position: string }>(props: HistoryPageProps<Entry>) {
  const { history, newest, narrowed, item } = props
  const [earlier, setEarlier] = useState(false)
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
  if (last === undefined)
    return newest ? (
      <EmptyState title={narrowed ? 'Nothing of this kind has happened' : 'Nothing has happened yet'} />
    ) : null
  return (
    <>
      <ol className="flex flex-col">{data.map(item)}</ol>
      {data.length === pageSize && !earlier && (
        <Button onClick={() => setEarlier(true)}>Show earlier changes</Button>
      )}
      {earlier && props.earlier(last.position)}
    </>
  )
}
