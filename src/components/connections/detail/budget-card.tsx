'use client'
import { useQuery } from '@tanstack/react-query'
import { Card } from '#components/ui/card.tsx'
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
        <Allowances keys={data.keys} timeZone={connection.timeZone} />
        <LaneWaits lanes={data.lanes} />
      </div>
    </Card>
  )
}

const cell = 'py-1.5 pl-3 text-right whitespace-nowrap'
const head = `${cell} font-normal`

function Allowances({ keys, timeZone }: { keys: Budget['keys']; timeZone: string }) {
  return (
    <table className="w-full self-start text-dense">
      <caption className="pb-1 text-left text-ink-muted">Counted by the POS, over all processes</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-muted">
          <th className="py-1.5 font-normal">Calls for</th>
          <th className={head}>Allowed</th>
          <th className={head}>Taken now</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {keys.map((key) => (
          <tr key={key.key} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1.5 text-left font-normal wrap-anywhere">
              {nameOf(key, keys)}
              {key.blockedUntil !== null && (
                <span className="block text-attention">
                  Asked for a pause; calls go on <TimeAgo at={key.blockedUntil} timeZone={timeZone} />
                </span>
              )}
            </th>
            <td className="py-1.5 pl-3 text-right">{ruleOf(key)}</td>
            <td className={cell}>
              {count(Math.min(Math.ceil(key.taken), key.capacity))} of {count(key.capacity)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LaneWaits({ lanes }: { lanes: Budget['lanes'] }) {
  return (
    <table className="w-full self-start text-dense">
      <caption className="pb-1 text-left text-ink-muted">Waiting for leave to call, last hour</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-muted">
          <th className="py-1.5 font-normal">Calls for</th>
          <th className={head}>Calls</th>
          <th className={head}>Usual (p95)</th>
          <th className={head}>Longest</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {lanes.map(({ lane, calls, p95, longest }) => (
          <tr key={lane} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              {laneNames[lane]}
            </th>
            <td className={cell}>{count(calls)}</td>
            <td className={cell}>{duration(p95)}</td>
            <td className={cell}>{duration(longest)}</td>
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

/** What tells a key from the others; its parts that all have in common (vendor, store, account) say nothing. */
function nameOf({ key }: Budget['keys'][number], keys: Budget['keys']): string {
  const all = keys.map((each) => each.key.split(':'))
  const own = key.split(':').filter((part, index) => all.some((parts) => parts[index] !== part))
  return own.join(' · ') || 'Everything'
}

function ruleOf({ counts, capacity, perSecond }: Budget['keys'][number]): string {
  if (counts === 'points') return `${count(capacity)} points, ${count(perSecond)} back each second`
  return `${count(capacity)} ${capacity === 1 ? 'call' : 'calls'} in any ${duration((capacity / perSecond) * 1000)}`
}
