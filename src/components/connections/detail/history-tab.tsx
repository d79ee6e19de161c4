'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem, type HistoryWords } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { useTRPC } from '#trpc/client.ts'
import { historyNote } from './history-note.ts'

const words: HistoryWords = {
  titles: {
    'connection.created': 'Created',
    'connection.changed': 'Changed',
    'connection.activated': 'Activated',
    'connection.paused': 'Paused',
    'connection.resumed': 'Resumed',
    'connection.credentials_rotated': 'Credentials replaced',
    'connection.signed_in': 'Signed in at the vendor',
    'connection.removed': 'Removed',
  },
  label: (field) => field,
  value: (_, value) => String(value),
}

/** What was done to a connection and by whom, newest first. Earlier pages come when asked for. */
export function HistoryTab({ id, timeZone, before }: { id: string; timeZone: string; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.connections.history.queryOptions({ id, before }))
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      item={({ facts, ...entry }) => (
        <HistoryItem
          key={entry.position}
          entry={{ ...entry, changes: [] }}
          words={words}
          timeZone={timeZone}
          note={historyNote(facts)}
        />
      )}
      earlier={(position) => <HistoryTab id={id} timeZone={timeZone} before={position} />}
    />
  )
}
