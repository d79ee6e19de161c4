import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { nextSyncAt, type Schedule } from '#server/sync/schedule.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'
import type { Actor } from './actor.ts'
import { createDraft } from './create-draft.ts'

/**
 * Connects a store of the demo to its simulator and starts the first sync, without the check a person would run: the
 * seed runs before the simulators answer.
 * @param actor in whose name; audited like anybody
 * @param parts.simulatorsUrl where the simulators will be
 */
export async function connectDemoStore(
  tx: PoolClient,
  actor: Actor,
  demo: {
    storeId: string
    vendor: string
    name: string
    signInMethod: string
    credentials: Record<string, string>
  },
  parts: { enqueue: EnqueueRun; simulatorsUrl: string; now: Date; random: number },
): Promise<{ connectionId: string; runId: string }> {
  const { manifest } = adapterFor(demo.vendor)
  const { id } = await createDraft(
    tx,
    actor,
    { ...demo, endpoint: 'simulator', settings: {} },
    parts.simulatorsUrl,
  )
  const schedule: Schedule = {
    everyMinutes: manifest.defaultSchedule.everyMinutes,
    entities: [...manifest.entities],
  }
  await tx.query("UPDATE connection SET status = 'active', schedule = $2, next_sync_at = $3 WHERE id = $1", [
    id,
    schedule,
    nextSyncAt(schedule, parts.now, parts.random),
  ])
  const run = { connectionId: id, mode: 'full', trigger: 'first', requestedById: actor.userId } as const
  const { runId } = await startRun(tx, run, parts.enqueue)
  return { connectionId: id, runId }
}
