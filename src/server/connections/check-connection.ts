import type { Pool } from 'pg'
import type { QueryScope } from '#server/access/query-scope.ts'
import { AdapterError } from '#server/adapters/errors.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { resetCircuits } from '#server/http/circuit-queries.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { ProbeStep } from '#server/model/probe.ts'
import { type FoundConnection, findConnection } from './find-connection.ts'
import type { CheckResult } from './last-check.ts'
import { openConnection } from './open-session.ts'
import { resumeCalls } from './resume-calls.ts'

/** All steps known so far, in order; `ok` is decided once `done`. */
export type CheckSnapshot = { steps: ProbeStep[]; done: boolean; ok: boolean }

/** The steps with this one in its place. */
function withStep(steps: readonly ProbeStep[], step: ProbeStep): ProbeStep[] {
  const known = steps.some(({ id }) => id === step.id)
  return known ? steps.map((old) => (old.id === step.id ? step : old)) : [...steps, step]
}

/** What an error that ended the check early means for its steps: the running one failed, the rest was not tried. */
function broken(steps: readonly ProbeStep[], error: AdapterError): ProbeStep[] {
  return steps.map((step): ProbeStep => {
    if (step.status === 'running') {
      const cure = 'Run the check again. If this stays, look at the last calls on the connection’s page.'
      return { ...step, status: 'failed', detail: error.message, cure }
    }
    return step.status === 'waiting' ? { ...step, status: 'not_tried' } : step
  })
}

/**
 * Tries a connection step by step with its stored credentials and keeps the result. A check that passes clears what
 * kept the connection from syncing; one of a connection in use that fails says why it needs a person.
 * @returns a snapshot whenever a step starts or ends
 * @throws {AppError} not_found; conflict without simulators, or when a stored credential doesn't open
 */
export async function* checkConnection(
  db: Pool,
  scope: QueryScope,
  id: string,
  parts: { clock: Clock; signal: AbortSignal },
): AsyncGenerator<CheckSnapshot> {
  const connection = await findConnection(db, scope, id)
  const startedAt = parts.clock.now()
  await resetCircuits(db, id)
  const line = await openConnection({ db, connectionId: id, signal: parts.signal, attempts: 2 })
  let steps: ProbeStep[] = []
  try {
    for await (const step of line.session.probe()) {
      steps = withStep(steps, step)
      yield { steps, done: false, ok: false }
    }
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error
    steps = broken(steps, error)
  } finally {
    await line.close()
  }
  const ok = steps.length > 0 && steps.every(({ status }) => status === 'passed' || status === 'skipped')
  const times = { startedAt: startedAt.toISOString(), endedAt: parts.clock.now().toISOString() }
  await saveCheck(db, connection, { ...times, ok, steps })
  yield { steps, done: true, ok }
}

async function saveCheck(db: Pool, connection: FoundConnection, result: CheckResult): Promise<void> {
  const { id, organizationId, storeId } = connection
  const failed = result.steps.find(({ status }) => status === 'failed')
  const attention = result.ok || connection.status === 'draft' ? null : (failed?.detail ?? null)
  await inTransaction(async (tx) => {
    await tx.query(
      'UPDATE connection SET last_check = $2, attention = $3, updated_at = now() WHERE id = $1',
      [id, result, attention],
    )
    if (result.ok) await resumeCalls(tx, id)
    await notifyLive(tx, { organizationId, storeId, topic: 'connection', id, connectionId: id })
  }, db)
}
