'use client'
import { useQuery } from '@tanstack/react-query'
import { Card } from '#components/ui/card.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { Stat } from '#components/ui/stat.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { delayWords, missedWords, shareMissed } from './reach-words.ts'

const cell = 'py-1.5 pl-3 text-right whitespace-nowrap'
const head = `${cell} font-normal`

/** How far the notices of one connection can be relied on, by topic and kind of record. */
export function ReachCard({ connectionId, timeZone }: { connectionId: string; timeZone: string }) {
  const trpc = useTRPC()
  const reach = useQuery(trpc.notices.reach.queryOptions({ connectionId }))
  const detail = useQuery(trpc.notices.reachDetail.queryOptions({ connectionId }))
  const row = reach.data?.[0]
  if (row === undefined) return null
  const delay = row.sinceHappened.p50 === null ? row.sinceReceived : row.sinceHappened
  const from = row.sinceHappened.p50 === null ? 'from coming in' : 'from happening at the POS'
  return (
    <Card
      title="Missed and delayed"
      description="The last 7 days. What notices missed, polling found; the newest poll is compared when the next one has ended."
      flush
    >
      <div className="grid grid-cols-2 divide-line max-md:divide-y md:grid-cols-4 md:divide-x">
        <Stat label="Missed" value={shareMissed(row)} detail={missedWords(row)} />
        <Stat label="Usual delay (p50)" value={delayWords(delay.p50)} detail={from} />
        <Stat label="Long delay (p95)" value={delayWords(delay.p95)} detail={from} />
        <Stat
          label="Last notice"
          value={<TimeAgo at={row.lastNoticeAt} timeZone={timeZone} />}
          detail={`${count(row.applied)} applied`}
        />
      </div>
      {detail.data !== undefined && <ReachDetail detail={detail.data} connectionId={connectionId} />}
    </Card>
  )
}

type Detail = Outputs['notices']['reachDetail']

function ReachDetail({ detail, connectionId }: { detail: Detail; connectionId: string }) {
  if (detail.topics.length + detail.entities.length === 0) return null
  return (
    <div className="grid gap-x-8 gap-y-4 border-t border-line p-4 md:grid-cols-2">
      <Topics topics={detail.topics} />
      <Missed entities={detail.entities} connectionId={connectionId} />
    </div>
  )
}

function Topics({ topics }: Pick<Detail, 'topics'>) {
  if (topics.length === 0) return null
  return (
    <table className="w-full self-start text-dense">
      <caption className="pb-1 text-left text-ink-muted">Delay by topic</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-muted">
          <th className="py-1.5 font-normal">Topic</th>
          <th className={head}>Applied</th>
          <th className={head}>p50</th>
          <th className={head}>p95</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {topics.map((topic) => {
          const delay = topic.sinceHappened.p50 === null ? topic.sinceReceived : topic.sinceHappened
          return (
            <tr key={topic.topic} className="border-b border-line last:border-b-0">
              <th scope="row" className="py-1.5 text-left font-normal wrap-anywhere">
                {topic.topic}
              </th>
              <td className={cell}>{count(topic.applied)}</td>
              <td className={cell}>{delayWords(delay.p50)}</td>
              <td className={cell}>{delayWords(delay.p95)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Missed({ entities, connectionId }: Pick<Detail, 'entities'> & { connectionId: string }) {
  if (entities.length === 0) return null
  return (
    <table className="w-full self-start text-dense">
      <caption className="pb-1 text-left text-ink-muted">Missed by kind of record</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-muted">
          <th className="py-1.5 font-normal">Kind</th>
          <th className={head}>Changed</th>
          <th className={head}>Missed</th>
          <th className="py-1.5 pl-3 font-normal">For example</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {entities.map(({ entity, changed, missed, sourceIds }) => (
          <tr key={entity} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              {entityWords[entity].label}
            </th>
            <td className={cell}>{count(changed)}</td>
            <td className={cell}>{count(missed)}</td>
            <td className="max-w-40 truncate py-1.5 pl-3">
              {sourceIds[0] === undefined ? (
                '—'
              ) : (
                <ScopedLink
                  href={`/connections/${connectionId}?tab=notices&within=week&q=${encodeURIComponent(sourceIds[0])}`}
                  className="font-mono text-xs text-accent-ink underline"
                >
                  {sourceIds[0]}
                </ScopedLink>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
