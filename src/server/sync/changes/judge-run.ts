import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { holdRun, type RunLease } from '#server/ingest/hold-run.ts'
import { type GuardCounts, guardLimitsSchema, type Judgement, judge, judgementSchema } from './guard.ts'

type CountsRow = Record<
  | 'gone'
  | 'zeroed'
  | 'repriced'
  | 'customers'
  | 'batches'
  | 'shown'
  | 'priced'
  | 'stocked'
  | 'knownCustomers'
  | 'knownBatches',
  number
>

/**
 * Holds what a run has staged against its connection's limits, once and before anything of it is written, and keeps
 * what was found with the run: a worker that takes it up again does not judge what is half written.
 */
export async function judgeRun(pool: Pool, run: RunLease): Promise<Judgement> {
  return inTransaction(async (tx) => {
    await holdRun(tx, run)
    const { rows } = await tx.query<{ judgement: unknown; guard: unknown }>(
      `SELECT r.judgement, c.guard FROM sync_run r JOIN connection c ON c.id = r.connection_id WHERE r.id = $1`,
      [run.id],
    )
    const [row] = rows
    if (row?.judgement) return judgementSchema.parse(row.judgement)
    const judgement = judge(await countChanges(tx, run), guardLimitsSchema.parse(row?.guard ?? {}))
    await tx.query('UPDATE sync_run SET judgement = $2 WHERE id = $1', [run.id, JSON.stringify(judgement)])
    return judgement
  }, pool)
}

/** Known stock is what has something to sell: of ten thousand entries at nothing, none can be zeroed. */
async function countChanges(tx: PoolClient, run: RunLease): Promise<GuardCounts> {
  const { rows } = await tx.query<CountsRow>(
    `WITH change AS (
       SELECT count(*) FILTER (WHERE hides AND entity = 'products')::int AS gone,
              count(*) FILTER (WHERE zeroes)::int AS zeroed,
              count(*) FILTER (WHERE reprices)::int AS repriced,
              count(*) FILTER (WHERE action = 'remove' AND entity = 'customers')::int AS customers,
              count(*) FILTER (WHERE action = 'remove' AND entity = 'batches')::int AS batches
         FROM sync_change WHERE run_id = $1
     )
     SELECT change.*,
            CASE WHEN gone > 0 THEN (
              SELECT count(*)::int FROM product WHERE connection_id = $2 AND status = 'active') ELSE 0 END AS shown,
            CASE WHEN repriced > 0 THEN (
              SELECT count(*)::int FROM product
               WHERE connection_id = $2 AND status <> 'deleted' AND min_price_minor IS NOT NULL) ELSE 0 END AS priced,
            CASE WHEN zeroed > 0 THEN (
              SELECT count(DISTINCT l.record_id)::int
                FROM inventory_level l JOIN location o ON o.id = l.location_id
               WHERE o.connection_id = $2 AND o.sellable AND l.quantity > 0) ELSE 0 END AS stocked,
            CASE WHEN customers > 0 THEN (
              SELECT count(*)::int FROM customer
               WHERE connection_id = $2 AND status <> 'deleted') ELSE 0 END AS "knownCustomers",
            CASE WHEN batches > 0 THEN (
              SELECT count(*)::int FROM source_record
               WHERE connection_id = $2 AND entity = 'batches' AND deleted_at IS NULL) ELSE 0 END AS "knownBatches"
       FROM change`,
    [run.id, run.scope.connectionId],
  )
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  return {
    gone: { count: row.gone, known: row.shown },
    zeroed: { count: row.zeroed, known: row.stocked },
    repriced: { count: row.repriced, known: row.priced },
    customers: { count: row.customers, known: row.knownCustomers },
    batches: { count: row.batches, known: row.knownBatches },
  }
}
