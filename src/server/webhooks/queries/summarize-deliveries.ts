import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import {
  type DeliveryFilter,
  type DeliveryState,
  deliveryConditions,
  deliveryStateSchema,
} from './delivery-filter.ts'

export type StateCounts = Record<DeliveryState, number>

export type DeliverySummary = {
  /** Of the chosen topics, whatever states are chosen. */
  counts: StateCounts
  /** How often deliveries of the chosen topics and states came again. */
  duplicates: number
  bucketMinutes: number
  /** Of the chosen topics and states: every bucket there, oldest first. */
  buckets: ({ at: Date } & StateCounts)[]
  /** Of the chosen states, whatever topics are chosen; the most frequent first. */
  topics: { topic: string; count: number }[]
  /** Turned away at the door, in the hours the time touches; the most frequent reason first. */
  refusals: { reason: string; count: number; lastAt: Date }[]
}

export type DeliveryTime = { since: Date; until: Date }

/** Minutes of a bar for times up to so many hours: 24 to 60 bars. */
const bucketSteps = [
  { hours: 1, minutes: 1 },
  { hours: 6, minutes: 10 },
  { hours: 48, minutes: 60 },
  { hours: 8 * 24, minutes: 360 },
]
const longestBucket = 1440

const minutesFor = ({ since, until }: DeliveryTime) => {
  const hours = (until.getTime() - since.getTime()) / 3_600_000
  return bucketSteps.find((step) => hours <= step.hours)?.minutes ?? longestBucket
}

const noCounts = () =>
  Object.fromEntries(deliveryStateSchema.options.map((state) => [state, 0])) as StateCounts

type Group = { bucket: Date; state: DeliveryState; topic: string; count: number; duplicates: number }

/** What became of the deliveries of a time, over all pages of their list: by state, by time, by topic. */
export async function summarizeDeliveries(
  db: Queryable,
  scope: QueryScope,
  filter: DeliveryFilter & DeliveryTime,
): Promise<DeliverySummary> {
  const bucketMinutes = minutesFor(filter)
  const [grouped, refused] = await Promise.all([
    db.query<Group>(groupStatement(scope, filter, bucketMinutes)),
    db.query<DeliverySummary['refusals'][number]>(refusalStatement(scope, filter)),
  ])
  const counts = noCounts()
  const topics = new Map<string, number>()
  const buckets = emptyBuckets(filter, bucketMinutes)
  let duplicates = 0
  for (const group of grouped.rows) {
    const ofTopic = isChosen(filter.topics, group.topic)
    const ofState = isChosen(filter.states, group.state)
    if (ofTopic) counts[group.state] += group.count
    if (ofState) topics.set(group.topic, (topics.get(group.topic) ?? 0) + group.count)
    if (!ofTopic || !ofState) continue
    duplicates += group.duplicates
    const bucket = buckets.get(group.bucket.getTime())
    if (bucket) bucket[group.state] += group.count
  }
  return {
    counts,
    duplicates,
    bucketMinutes,
    buckets: [...buckets.values()],
    topics: [...topics].map(([topic, count]) => ({ topic, count })).sort((a, b) => b.count - a.count),
    refusals: refused.rows,
  }
}

const isChosen = (chosen: readonly string[] | undefined, one: string) =>
  chosen === undefined || chosen.length === 0 || chosen.includes(one)

/** The buckets `date_bin` makes from the epoch on. */
function emptyBuckets({ since, until }: DeliveryTime, minutes: number) {
  const step = minutes * 60_000
  const buckets = new Map<number, { at: Date } & StateCounts>()
  for (let at = Math.floor(since.getTime() / step) * step; at < until.getTime(); at += step) {
    buckets.set(at, { at: new Date(at), ...noCounts() })
  }
  return buckets
}

function groupStatement(scope: QueryScope, filter: DeliveryFilter, minutes: number) {
  const sql = sqlValues()
  const where = deliveryConditions(scope, { ...filter, states: undefined, topics: undefined }, sql)
  const text = `
    SELECT date_bin(${sql.bind(minutes)} * interval '1 minute', d.received_at, 'epoch') AS bucket, d.state, d.topic,
           count(*)::int AS count, sum(d.duplicates)::int AS duplicates
      FROM webhook_delivery d WHERE ${where} GROUP BY 1, 2, 3`
  return { text, values: sql.values }
}

function refusalStatement(scope: QueryScope, filter: DeliveryFilter & DeliveryTime) {
  const sql = sqlValues()
  const where = [scopeCondition('c', scope, sql)]
  if (filter.vendor) where.push(`c.vendor = ${sql.bind(filter.vendor)}`)
  if (filter.connectionId) where.push(`c.id = ${sql.bind(filter.connectionId)}`)
  const text = `
    SELECT f.reason, sum(f.count)::int AS count, max(f.last_at) AS "lastAt"
      FROM webhook_refusal f JOIN connection c ON c.id = f.connection_id
     WHERE ${where.join(' AND ')} AND f.hour >= date_trunc('hour', ${sql.bind(filter.since)}::timestamptz)
       AND f.hour < ${sql.bind(filter.until)}
     GROUP BY 1 ORDER BY 2 DESC`
  return { text, values: sql.values }
}
