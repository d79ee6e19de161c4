import { changesKeptDays } from '#lib/changes-kept-days.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type RunMode, type SyncEntity, syncEntities } from '#server/model/sync.ts'
import { changedEntities } from '../changed-entities.ts'
import { type Judgement, judgementSchema } from '../guard.ts'
import type { ListedChange } from './list-changes.ts'

/** How many changes of one kind a run has. */
export type ChangeSum = Pick<ListedChange, 'entity' | 'action' | 'state'> & { count: number; silent: number }

export type Difference = {
  mode: RunMode
  dry: boolean
  /** Why it is over without writing: superseded | refused | discarded. */
  reason: string | null
  judgement: Judgement | null
  approvedAt: Date | null
  /** By kind of record, in their order. */
  sums: ChangeSum[]
  flags: Record<'hides' | 'zeroes' | 'reprices', number>
  /** How many a person has chosen to be written. */
  chosen: number
  undoesRunId: string | null
  /** The newest run that undoes this one, whatever became of it. */
  undoneBy: { id: string; status: string } | null
  /** Of the store's prices. */
  currency: string
  /** Of what it has changed anything. */
  changed: SyncEntity[]
  /** Over for so long that its difference is not kept. */
  tidied: boolean
}

/** All of a run's difference summed up. The caller has checked the run's scope. */
export async function sumChanges(db: Queryable, runId: string): Promise<Difference> {
  const [run, sums, flags, changed] = await Promise.all([
    db.query<
      Omit<Difference, 'sums' | 'flags' | 'chosen' | 'changed' | 'judgement'> & { judgement: unknown }
    >(
      `SELECT r.mode, r.dry, r.error_kind AS reason, r.judgement, r.approved_at AS "approvedAt",
              coalesce(r.ended_at < now() - $2 * interval '1 day', false) AND r.status <> 'waiting_for_approval' AS tidied,
              coalesce((SELECT p.currency FROM product p WHERE p.connection_id = r.connection_id
                           AND p.currency IS NOT NULL LIMIT 1), 'USD') AS currency,
              r.undoes_run_id AS "undoesRunId", (
                SELECT jsonb_build_object('id', u.id, 'status', u.status) FROM sync_run u
                 WHERE u.connection_id = r.connection_id AND u.undoes_run_id = r.id
                 ORDER BY u.queued_at DESC LIMIT 1) AS "undoneBy"
         FROM sync_run r WHERE r.id = $1`,
      [runId, changesKeptDays],
    ),
    db.query<ChangeSum>(
      `SELECT entity, action, state, count(*)::int AS count,
              count(*) FILTER (WHERE difference = '[]' AND action = 'update')::int AS silent
         FROM sync_change WHERE run_id = $1 GROUP BY entity, action, state`,
      [runId],
    ),
    db.query<Difference['flags'] & { chosen: number }>(
      `SELECT count(*) FILTER (WHERE hides)::int AS hides, count(*) FILTER (WHERE zeroes)::int AS zeroes,
              count(*) FILTER (WHERE reprices)::int AS reprices,
              count(*) FILTER (WHERE decided_at IS NOT NULL AND state <> 'refused')::int AS chosen
         FROM sync_change WHERE run_id = $1`,
      [runId],
    ),
    changedEntities(db, runId),
  ])
  const { chosen, ...counts } = flags.rows[0] ?? { hides: 0, zeroes: 0, reprices: 0, chosen: 0 }
  const [row] = run.rows
  if (!row) throw new Error('the run is gone')
  return {
    ...row,
    judgement: row.judgement ? judgementSchema.parse(row.judgement) : null,
    sums: sums.rows.sort((a, b) => syncEntities.indexOf(a.entity) - syncEntities.indexOf(b.entity)),
    flags: counts,
    chosen,
    changed,
  }
}
