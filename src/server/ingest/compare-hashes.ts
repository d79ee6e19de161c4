import type { PoolClient } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'
import type { HashedRecord } from './types.ts'

type Stored = {
  id: string
  source_id: string
  hash: string
  version: number
  source_updated_at: Date | null
  observed_at: Date | null
  deleted: boolean
}

/** In front of a stored hash: the record is to be mapped again though it is the same. */
export const againMark = '!'

/**
 * What is to be done with a record. `again`: nothing new in it, but what it speaks of was not there the last time.
 * `stale`: what is stored is newer, by the POS's own clock where both say when, else by when it was observed.
 * `refused`: a person does not want it (`setAsideRefused`).
 */
export type Comparison = {
  record: HashedRecord
  stored: { id: string; version: number; deleted: boolean } | null
  outcome: 'new' | 'changed' | 'again' | 'same' | 'stale' | 'refused'
}

/** Compares a page's hashes with the stored ones in one statement. A record that was deleted counts as changed. */
export async function compareHashes(
  tx: PoolClient,
  connectionId: string,
  entity: SyncEntity,
  records: HashedRecord[],
): Promise<Comparison[]> {
  const { rows } = await tx.query<Stored>(
    `SELECT id, source_id, hash, version, source_updated_at, observed_at, deleted_at IS NOT NULL AS deleted
       FROM source_record
      WHERE connection_id = $1 AND entity = $2 AND source_id = ANY($3::text[])`,
    [connectionId, entity, records.map((record) => record.sourceId)],
  )
  const bySourceId = new Map(rows.map((row) => [row.source_id, row]))
  return records.map((record) => {
    const stored = bySourceId.get(record.sourceId)
    return { record, stored: stored ?? null, outcome: stored ? outcomeOf(record, stored) : 'new' }
  })
}

function outcomeOf(record: HashedRecord, stored: Stored): Comparison['outcome'] {
  if (stored.hash === record.hash && !stored.deleted) return 'same'
  if (stored.hash === againMark + record.hash && !stored.deleted) return 'again'
  return isOlder(record, stored) ? 'stale' : 'changed'
}

function isOlder({ sourceUpdatedAt, observedAt }: HashedRecord, stored: Stored): boolean {
  const [mine, theirs] = [sourceUpdatedAt?.getTime(), stored.source_updated_at?.getTime()]
  const seenBefore =
    observedAt !== null && stored.observed_at !== null && observedAt.getTime() < stored.observed_at.getTime()
  if (mine === undefined || theirs === undefined || mine === theirs) return seenBefore
  if (mine < theirs) return true
  // Removing leaves the record's own time as it was: what was changed before it went does not bring it back.
  return stored.deleted && seenBefore && stored.observed_at !== null && mine < stored.observed_at.getTime()
}
