'use client'
import { useQuery } from '@tanstack/react-query'
import { HistoryItem } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { useTRPC } from '#trpc/client.ts'
import { historyNote } from './history-note.ts'
import { connectionHistoryWords } from './history-words.ts'

type HistoryProps = { id: string; timeZone: string }
const kinds = {
  settings: 'Settings',
  access: 'Credentials and sign-in',
  state: 'Paused and resumed',
} as const

/** What was done to a connection and by whom, newest first. Earlier pages come when asked for. */
export function HistoryTab(props: HistoryProps) {
  return <KindFilter words={kinds}>{(kind) => <Entries key={kind} {...props} kind={kind} />}</KindFilter>
}

function Entries({
  id,
  timeZone,
  kind,
  before,
}: HistoryProps & { kind: keyof typeof kinds | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.connections.history.queryOptions({ id, before, kind }))
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      narrowed={kind !== undefined}
      item={({ facts, ...entry }) => (
        <HistoryItem
          key={entry.position}
          entry={{ ...entry, changes: [] }}
          words={connectionHistoryWords}
          timeZone={timeZone}
          note={historyNote(facts)}
        />
      )}
      earlier={(position) => <Entries id={id} kind={kind} timeZone={timeZone} before={position} />}
    />
  )
}
