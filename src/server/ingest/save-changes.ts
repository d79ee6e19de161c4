import type { PoolClient } from 'pg'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { Difference } from './preview/types.ts'

/** One row of `sync_change`: what taking in, or taking away, one record would do. */
export type ChangeRow = {
  sourceId: string
  /** In the order of reading, within the entity. */
  position: number
  action: 'create' | 'update' | 'remove'
  payload: string | null
  /** Of the content to refuse or, in an undo, of the content undone. */
  hash: string | null
  sourceUpdatedAt: Date | null
  observedAt: Date
  baseVersion: number
  name: string
  difference: Difference[]
  hides: boolean
  zeroes: boolean
  reprices: boolean
  state: 'staged' | 'overtaken'
}

/** Stages changes of a run in one statement. Of a record staged before, what was read last counts. */
export async function saveChanges(
  tx: PoolClient,
  runId: string,
  entity: SyncEntity,
  changes: ChangeRow[],
): Promise<void> {
  if (changes.length === 0) return
  await tx.query(
    `INSERT INTO sync_change (run_id, entity, source_id, position, action, payload, hash, source_updated_at,
                              observed_at, base_version, name, difference, hides, zeroes, reprices, state)
     SELECT $1, $2, i."sourceId", i.position, i.action, i.payload, i.hash, i."sourceUpdatedAt", i."observedAt",
            i."baseVersion", i.name, i.difference, i.hides, i.zeroes, i.reprices, i.state
       FROM jsonb_to_recordset($3::jsonb) AS i("sourceId" text, position int, action text, payload text, hash text,
            "sourceUpdatedAt" timestamptz, "observedAt" timestamptz, "baseVersion" int, name text, difference jsonb,
            hides bool, zeroes bool, reprices bool, state text)
     ON CONFLICT (run_id, entity, source_id) DO UPDATE SET
       position = excluded.position, action = excluded.action, payload = excluded.payload, hash = excluded.hash,
       source_updated_at = excluded.source_updated_at, observed_at = excluded.observed_at,
       base_version = excluded.base_version, name = excluded.name, difference = excluded.difference,
       hides = excluded.hides, zeroes = excluded.zeroes, reprices = excluded.reprices, state = excluded.state`,
    [runId, entity, canonicalJson(changes)],
  )
}
