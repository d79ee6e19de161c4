import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { containsPattern, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { cronWords } from './cron-words.ts'
import type { ScheduleRow } from './list-schedules.ts'
import type { ScheduleMode } from './rule.ts'

export type FoundSchedule = Omit<ScheduleRow, 'jitterSeconds'> & {
  connectionId: string
  connectionName: string
  storeName: string
  vendorName: string
  /** Inline SVG. */
  vendorLogo: string
  /** IANA: rules are meant on the store's own clocks. */
  timeZone: string
  /** Its connection is not active: nothing of it starts. */
  connectionPaused: boolean
}

export const scheduleSorts = ['next', 'last', 'store'] as const

export type ScheduleFilter = {
  /** In the name of the store or the connection. */
  q?: string | undefined
  connectionId?: string | undefined
  entities?: SyncEntity[] | undefined
  modes?: ScheduleMode[] | undefined
  /** Whether it starts by itself: neither paused nor of a paused connection. */
  starts?: boolean | undefined
}

export type SchedulePage = {
  sort: (typeof scheduleSorts)[number]
  direction: 'asc' | 'desc'
  /** From 1. */
  page: number
  pageSize: number
}

const starts = `(NOT s.paused AND c.status = 'active')`

type Stored = Omit<FoundSchedule, 'vendorName' | 'vendorLogo' | 'last' | 'cronWords'> & {
  vendor: string
  firedAt: Date | null
  runId: string | null
  status: NonNullable<FoundSchedule['last']>['status']
}

/** The schedules of all connections of a scope, one page, in one statement; those that never start, or never did, come last. */
export async function findSchedules(
  db: Queryable,
  scope: QueryScope,
  filter: ScheduleFilter,
  { sort, direction, page, pageSize }: SchedulePage,
): Promise<{ rows: FoundSchedule[]; total: number }> {
  const sql = sqlValues()
  const where = [scopeCondition('c', scope, sql)]
  if (filter.q) {
    const pattern = sql.bind(containsPattern(filter.q))
    where.push(`(c.name ILIKE ${pattern} OR st.name ILIKE ${pattern})`)
  }
  if (filter.connectionId) where.push(`c.id = ${sql.bind(filter.connectionId)}`)
  if (filter.entities?.length) where.push(`s.entity = ANY(${sql.bind(filter.entities)}::text[])`)
  if (filter.modes?.length) where.push(`s.mode = ANY(${sql.bind(filter.modes)}::text[])`)
  if (filter.starts !== undefined) where.push(filter.starts ? starts : `NOT ${starts}`)
  const { rows } = await db.query<{ total: number } & (Stored | { id: null })>(
    `WITH found AS (
       SELECT s.id, s.connection_id AS "connectionId", s.entity, s.mode, s.rule, s.paused, c.vendor,
              c.status <> 'active' AS "connectionPaused", CASE WHEN ${starts} THEN s.next_fire_at END AS "nextFireAt",
              c.name AS "connectionName", st.name AS "storeName", st.time_zone AS "timeZone"
         FROM sync_schedule s JOIN connection c ON c.id = s.connection_id JOIN store st ON st.id = c.store_id
        WHERE ${where.join(' AND ')}
     ), page AS (
       SELECT * FROM found ORDER BY ${orderOf('found', sort, direction)}
        LIMIT ${sql.bind(pageSize)} OFFSET ${sql.bind((page - 1) * pageSize)}
     )
     SELECT counted.total, page.*, last.fired_at AS "firedAt", r.id AS "runId", r.status
       FROM (SELECT count(*)::int AS total FROM found) counted
       LEFT JOIN page ON true
       LEFT JOIN LATERAL ${lastSlot('page')} last ON true
       LEFT JOIN sync_run r ON r.id = last.run_id
      ORDER BY ${orderOf('page', sort, direction)}`,
    sql.values,
  )
  return {
    total: rows[0]?.total ?? 0,
    // A page past the end has one row of nothing but the total.
    rows: rows.flatMap((row) => (row.id === null ? [] : [toSchedule(row)])),
  }
}

const lastSlot = (table: string) =>
  `(SELECT fired_at, run_id FROM schedule_slot WHERE schedule_id = ${table}.id ORDER BY slot_at DESC LIMIT 1)`

function orderOf(table: string, sort: SchedulePage['sort'], direction: SchedulePage['direction']): string {
  const way = direction === 'desc' ? 'DESC' : 'ASC'
  const moment =
    sort === 'next' ? `${table}."nextFireAt"` : `(SELECT fired_at FROM ${lastSlot(table)} AS slot)`
  const store = `${table}."storeName" ${way}, ${table}."connectionName" ${way}`
  const within = `array_position(ARRAY['products', 'inventory', 'batches', 'customers', 'orders'], ${table}.entity),
    ${table}.mode, ${table}.id`
  return `${sort === 'store' ? store : `${moment} ${way} NULLS LAST, ${store}`}, ${within}`
}

function toSchedule({ vendor, firedAt, runId, status, ...row }: Stored): FoundSchedule {
  return {
    ...row,
    ...vendorFace(vendor),
    cronWords: cronWords(row.rule),
    last: firedAt && { firedAt, runId, status },
  }
}
