import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { Clock } from '#server/lib/clock.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'
import { checkConnection } from '../check-connection.ts'
import { checkResultSchema } from '../last-check.ts'
import { findDeclaredStore } from './find-declared-store.ts'
import type { Declaration } from './read-declaration.ts'
import { saveDeclared } from './save-declared.ts'

/** Key of the advisory lock: a number nobody else uses. */
const lock = 0x706f73

/** How soon a check is repeated that failed, and one that passed. */
const againAfterMs = { failed: 5 * 60_000, passed: 24 * 3_600_000 }

export type KeepDeclared = {
  pool: Pool
  clock: Clock
  enqueue: EnqueueRun
  signal: AbortSignal
  /** Check it now, whatever the last check said: the process has just started. */
  starting: boolean
}

/**
 * Sees to it that the connection the environment declares is there, with these credentials, and works: made when it is
 * missing, checked at a start, when its values changed and now and then, and first synced once a check has passed.
 * @returns what was done; `elsewhere` when another process is at it
 * @throws {AppError} not_found or conflict when the store cannot be told
 */
export async function keepDeclared(
  declaration: Declaration,
  options: KeepDeclared,
): Promise<'elsewhere' | 'created' | 'changed' | 'checked' | 'unchanged'> {
  const holder = await options.pool.connect()
  try {
    const { rows } = await holder.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lock])
    if (!rows[0]?.mine) return 'elsewhere'
    try {
      return await keep(declaration, options)
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [lock])
    }
  } finally {
    holder.release()
  }
}

async function keep(declaration: Declaration, options: KeepDeclared) {
  const { pool, clock, enqueue, signal } = options
  const store = await findDeclaredStore(pool, declaration.store)
  const { id, outcome } = await inTransaction((tx) => saveDeclared(tx, store, declaration, clock.now()), pool)
  const due = options.starting || outcome !== 'unchanged' || (await isCheckDue(pool, id, clock.now()))
  if (!due || !(await isActive(pool, id))) return outcome
  let ok = false
  const scope = { organizationId: store.organizationId, storeIds: null }
  for await (const snapshot of checkConnection(pool, scope, id, { clock, signal })) ok = snapshot.ok
  if (ok && !(await hasRun(pool, id))) {
    const run = { connectionId: id, mode: 'full', trigger: 'first', requestedById: null } as const
    await inTransaction((tx) => startRun(tx, run, enqueue), pool)
  }
  return outcome === 'unchanged' ? 'checked' : outcome
}

async function isCheckDue(pool: Pool, id: string, now: Date): Promise<boolean> {
  const { rows } = await pool.query<{ check: unknown }>(
    'SELECT last_check AS check FROM connection WHERE id = $1',
    [id],
  )
  const last = checkResultSchema.safeParse(rows[0]?.check).data
  if (!last) return true
  return now.getTime() - Date.parse(last.endedAt) >= againAfterMs[last.ok ? 'passed' : 'failed']
}

/** A paused one is left alone. */
async function isActive(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query("SELECT FROM connection WHERE id = $1 AND status = 'active'", [id])
  return rows.length > 0
}

async function hasRun(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query('SELECT FROM sync_run WHERE connection_id = $1 LIMIT 1', [id])
  return rows.length > 0
}
