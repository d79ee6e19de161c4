import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { defaultSchedules } from '#server/sync/schedules/default-schedules.ts'
import { saveSchedules } from '#server/sync/schedules/save-schedules.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'
import type { Actor } from './actor.ts'
import { createDraft } from './create-draft.ts'
import { ensureWebhookSecret } from './webhook-secret.ts'

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
  parts: { enqueue: EnqueueRun; simulatorsUrl: string; now: Date },
): Promise<{ connectionId: string; runId: string }> {
  const { manifest } = adapterFor(demo.vendor)
  const { id } = await createDraft(
    tx,
    actor,
    { ...demo, endpoint: 'simulator', settings: {} },
    parts.simulatorsUrl,
  )
  const { entities, defaultSchedule } = manifest
  await tx.query("UPDATE connection SET status = 'active', entities = $2 WHERE id = $1", [id, entities])
  await saveSchedules(tx, id, defaultSchedules(manifest, entities, defaultSchedule.everyMinutes), parts.now)
  await ensureWebhookSecret(tx, { id, organizationId: actor.scope.organizationId }, manifest)
  const run = { connectionId: id, mode: 'full', trigger: 'first', requestedById: actor.userId } as const
  const { runId } = await startRun(tx, run, parts.enqueue)
  return { connectionId: id, runId }
}
