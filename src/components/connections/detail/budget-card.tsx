'use client'
import { useQuery } from '@tanstack/react-query'
import { Card } from '#components/ui/card.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import type { Connection } from './connection.ts'

type Budget = Outputs['health']['budget']

const lookEveryMs = 5_000

const laneNames: Record<Budget['lanes'][number]['lane'], string> = {
  orders: 'Orders',
  stock: 'Stock',
  catalogue: 'Catalogue',
  history: 'Customers and past orders',
}

/** What the POS allows and how much of it is taken now, and whose calls had to wait. Nothing before the first call. */
export function BudgetCard({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.health.budget.queryOptions({ connectionId: connection.id }, { refetchInterval: lookEveryMs }),
  )
  if (data === undefined || data.keys.length === 0) return null
  return (
    <Card
      title="Calls the POS allows"
      description="Shared by everything Cairn does with this POS. Orders go first, then stock, the catalogue, and history."
    >
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          {data.keys.map((key) => (
            <ProgressBar
              key={key.key}
              label={nameOf(key)}
              value={Math.min(Math.ceil(key.taken), key.capacity)}
              total={key.capacity}
              detail={
                key.blockedUntil === null ? (
                  ruleOf(key)
                ) : (
                  <span className="text-attention-ink">
                    The POS asked for a pause; calls go on{' '}
                    <TimeAgo at={key.blockedUntil} timeZone={connection.timeZone} />
                  </span>
                )
              }
            />
          ))}
        </div>
        <LaneWaits lanes={data.lanes} />
      </div>
    </Card>
  )
}

function LaneWaits({ lanes }: { lanes: Budget['lanes'] }) {
  return (
    <table className="w-full self-start text-dense">
      <caption className="pb-1.5 text-left text-ink-muted">Waiting for leave to call, last hour</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-muted">
          <th className="py-1 font-normal">Calls for</th>
          <th className="py-1 text-right font-normal">Calls</th>
          <th className="py-1 text-right font-normal">Usual (p95)</th>
          <th className="py-1 text-right font-normal">Longest</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {lanes.map(({ lane, calls, p95, longest }) => (
          <tr key={lane} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              {laneNames[lane]}
            </th>
            <td className="py-1.5 text-right">{count(calls)}</td>
            <td className="py-1.5 text-right">{duration(p95)}</td>
            <td className="py-1.5 text-right">{duration(longest)}</td>
          </tr>
        ))}
        {lanes.length === 0 && (
          <tr>
            <td colSpan={4} className="py-1.5 text-ink-muted">
              No calls
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** What the vendor counts together; the key begins with the vendor's own id. */
function nameOf({ key }: Budget['keys'][number]): string {
  return key.split(':').slice(1).join(' · ') || key
}

function ruleOf({ counts, capacity, perSecond }: Budget['keys'][number]): string {
  if (counts === 'points') return `${count(capacity)} points, ${count(perSecond)} come back each second`
  return `${count(capacity)} ${capacity === 1 ? 'call' : 'calls'} in any ${duration((capacity / perSecond) * 1000)}`
}
