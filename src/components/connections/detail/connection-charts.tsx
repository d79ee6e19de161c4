'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsNumberLiteral, useQueryState } from 'nuqs'
import { Lines } from '#components/charts/lines.tsx'
import { StackedBars } from '#components/charts/stacked-bars.tsx'
import { SelectControl } from '#components/forms/select-control.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { count } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Connection } from './connection.ts'

const spans = [
  { value: '1', label: 'Last hour' },
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
] as const
const hoursParser = parseAsNumberLiteral([1, 24, 168] as const).withDefault(24)

const outcomes = [
  { key: 'ok', label: 'Answered', meaning: 'ok' },
  { key: 'connection', label: 'Connection failed', meaning: 'connection' },
  { key: 'authentication', label: 'Sign-in refused', meaning: 'authentication' },
  { key: 'validation', label: 'Not understood', meaning: 'validation' },
] as const
const percentiles = [
  { key: 'p50', label: 'p50', meaning: 'p50' },
  { key: 'p95', label: 'p95', meaning: 'p95' },
  { key: 'p99', label: 'p99', meaning: 'p99' },
] as const
const changeKinds = [
  { key: 'came', label: 'Products that came', meaning: 'came' },
  { key: 'changed', label: 'Products changed', meaning: 'changed' },
  { key: 'repriced', label: 'Prices', meaning: 'repriced' },
  { key: 'stock', label: 'Stock', meaning: 'stock' },
  { key: 'gone', label: 'Products gone', meaning: 'gone' },
  { key: 'people', label: 'Orders and customers', meaning: 'people' },
] as const
const volumes = [
  { key: 'created', label: 'Created', meaning: 'created' },
  { key: 'updated', label: 'Updated', meaning: 'updated' },
  { key: 'unchanged', label: 'Unchanged', meaning: 'unchanged' },
  { key: 'failed', label: 'Failed', meaning: 'failed' },
] as const

/** Calls by outcome and latency over time, volume and duration run by run. */
export function ConnectionCharts({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const [hours, setHours] = useQueryState('hours', hoursParser)
  const calls = useQuery(
    trpc.health.calls.queryOptions(
      { connectionId: connection.id, hours },
      { placeholderData: keepPreviousData },
    ),
  )
  const runs = useQuery(trpc.health.runSeries.queryOptions({ connectionId: connection.id, limit: 30 }))
  const changes = useQuery(
    trpc.health.changes.queryOptions(
      { connectionId: connection.id, hours },
      { placeholderData: keepPreviousData },
    ),
  )
  const changePoints = (changes.data ?? []).map(({ at, batches, orders, customers, ...values }) => ({
    at,
    values: { ...values, stock: values.stock + batches, people: orders + customers },
  }))
  const span = spans.find(({ value }) => value === String(hours))?.label.toLowerCase() ?? ''
  const minutes = calls.data?.bucketMinutes ?? 0
  const zone = { timeZone: connection.timeZone }
  const callPoints = (calls.data?.buckets ?? []).map(({ at, ...values }) => ({ at, values }))
  const runPoints = (runs.data ?? []).map(({ endedAt, created, updated, unchanged, failed, seconds }) => ({
    at: endedAt,
    values: { created, updated, unchanged, failed, seconds },
  }))
  return (
    <>
      <div className="flex justify-end">
        <SelectControl
          aria-label="Time shown"
          className="w-40"
          options={spans}
          value={String(hours) as (typeof spans)[number]['value']}
          onValueChange={(value) => void setHours(Number(value) as 1 | 24 | 168)}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        {calls.isPending || runs.isPending ? (
          spans.map(({ value }) => <Skeleton key={value} className="h-80 w-full" />)
        ) : (
          <>
            <StackedBars
              {...zone}
              title="Calls by outcome"
              description={`Calls per ${minutes} min, ${span}`}
              series={outcomes}
              points={callPoints}
              format={count}
            />
            <Lines
              {...zone}
              title="Call latency"
              description={`Time to the whole answer, per ${minutes} min, ${span}`}
              series={percentiles}
              points={callPoints}
              format={(value) => duration(value)}
            />
            <StackedBars
              {...zone}
              title="What changed"
              description={`Changes per ${hours > 72 ? 'day' : 'hour'} by syncs and notices, ${span}`}
              series={changeKinds}
              points={changePoints}
              format={count}
            />
            <StackedBars
              {...zone}
              title="Records by sync"
              description="The last 30 syncs"
              series={volumes}
              points={runPoints}
              format={count}
            />
            <Lines
              {...zone}
              title="Length of syncs"
              description="From start to end, the last 30 syncs"
              series={[{ key: 'seconds', label: 'Time', meaning: 'p50' }]}
              points={runPoints}
              format={(value) => duration(value * 1000)}
            />
          </>
        )}
      </div>
    </>
  )
}
