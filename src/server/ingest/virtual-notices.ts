import type { PoolClient } from 'pg'
import type { Manifest } from '#server/adapters/contract.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import type { RecordOutcome, Scope } from './types.ts'

/** When a run has changed more of a kind, it is no news of single records any more; the run itself lists them all. */
export const mostOfARun = 2_000

const nouns: Record<SyncEntity, string> = {
  products: 'product',
  inventory: 'inventory',
  batches: 'batch',
  customers: 'customer',
  orders: 'order',
}

const verbs: Partial<Record<RecordOutcome, string>> = { created: 'created', updated: 'changed' }

export type Found = {
  scope: Scope
  runId: string
  entity: SyncEntity
  manifest: Manifest
  outcomes: ReadonlyMap<string, RecordOutcome>
  removed: readonly string[]
  phases: readonly SyncPhase[]
}

function soFar({ phases, entity }: Found): number {
  const phase = phases.find((each) => each.entity === entity)
  return phase ? phase.created + phase.updated + phase.deleted : 0
}

/**
 * For vendors that tell nothing: makes a notice of every record a poll found changed, in the transaction that takes it
 * in, so that whoever looks at notices sees every vendor alike. They have no body and nothing is left to be done. A kind
 * that was read for the first time makes none: its caller doesn't ask.
 */
export async function makeVirtualNotices(tx: PoolClient, found: Found): Promise<void> {
  const { scope, runId, entity, manifest } = found
  if (manifest.capabilities.webhooks !== null || soFar(found) >= mostOfARun) return
  const changes = [
    ...[...found.outcomes].flatMap(([sourceId, outcome]) => {
      const verb = verbs[outcome]
      return verb ? [{ sourceId, verb, outcome: outcome as string }] : []
    }),
    ...found.removed.map((sourceId) => ({ sourceId, verb: 'removed', outcome: 'removed' })),
  ].map((change) => ({ ...change, id: newId() }))
  if (changes.length === 0) return
  const { rowCount } = await tx.query(
    `WITH made AS (
       INSERT INTO webhook_delivery (id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                                     state, attempts, effects, processed_at)
       SELECT id, $1, $2, $3, $4, 'poll', $5 || '.' || verb, $6 || ':' || $7 || ':' || source_id, 'applied', 1,
              jsonb_build_array(jsonb_build_object('entity', $7::text, 'sourceId', source_id, 'outcome', outcome)), now()
         FROM unnest($8::uuid[], $9::text[], $10::text[], $11::text[]) AS i(id, source_id, verb, outcome)
       ON CONFLICT (connection_id, delivery_key) DO NOTHING
       RETURNING id
     )
     INSERT INTO webhook_delivery_record (delivery_id, connection_id, entity, source_id)
     SELECT i.id, $3, $7, i.source_id FROM unnest($8::uuid[], $9::text[]) AS i(id, source_id) JOIN made USING (id)`,
    [
      scope.organizationId,
      scope.storeId,
      scope.connectionId,
      manifest.id,
      nouns[entity],
      runId,
      entity,
      changes.map(({ id }) => id),
      changes.map(({ sourceId }) => sourceId),
      changes.map(({ verb }) => verb),
      changes.map(({ outcome }) => outcome),
    ],
  )
  if (rowCount) await notifyLive(tx, { ...scope, topic: 'notice', id: scope.connectionId })
}
