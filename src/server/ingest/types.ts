import type { PoolClient } from 'pg'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { MappingIssue } from '#server/model/issue.ts'
import type { SourceRecord } from '#server/model/source-record.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { KeyedHash } from '#server/people/lookup-key.ts'

/** Whose records they are. */
export type Scope = { organizationId: string; storeId: string; connectionId: string }

/** What records of one connection are taken in with. */
export type Mapping = { adapter: Adapter; mapContext: MapContext; sealer: Sealer }

/** What everything written is traced back to: a run, a notice, or what a person decided. */
export type Cause = { runId: string } | { deliveryId: string } | { userId: string }

/** A record and when the POS was known to say so: its request left then, or what a notice tells of happened then. */
export type ObservedRecord = SourceRecord & { observedAt: Date | null }

/**
 * `stale`: what is stored is newer. `remapped`: nothing new in it, mapped again because that was asked for. `dropped`: of an
 * erased person, nothing of it was kept.
 */
export type RecordOutcome = 'created' | 'updated' | 'unchanged' | 'remapped' | 'stale' | 'failed' | 'dropped'

/** How many records of a page went which way; the four sum up to `read`. */
export type RecordCounts = {
  read: number
  created: number
  updated: number
  unchanged: number
  failed: number
}

/** How many records went which way, and which, by source id. */
export type IngestResult = RecordCounts & { outcomes: ReadonlyMap<string, RecordOutcome> }

export type IssueCode = MappingIssue['code'] | 'duplicate_record' | 'not_storable' | 'set_aside'

/** Something wrong with one record, named so that a person finds it at the POS. */
export type RecordIssue = {
  sourceId: string
  recordName: string
  code: IssueCode
  severity: MappingIssue['severity']
  field: string
  message: string
  /** Of a record set aside: what the POS sent, sealed where it tells of a person. */
  payload?: string | null
}

/** A record of a page after hashing. `json` is its canonical text, as it is stored. */
export type HashedRecord = {
  sourceId: string
  payload: unknown
  json: string
  hash: string
  sourceUpdatedAt: Date | null
  observedAt: Date | null
}

/** A record that is new or differs from the stored one. */
export type ChangedRecord = HashedRecord & { recordId: string; version: number; isNew: boolean }

/** What the entity's own step gets: changed records only, inside the page's transaction, not kept yet. */
export type Batch = {
  tx: PoolClient
  scope: Scope
  cause: Cause
  /** What brought this record. */
  causeOf: (sourceId: string) => Cause
  entity: SyncEntity
  records: ChangedRecord[]
  adapter: Adapter
  mapContext: MapContext
  sealer: Sealer
  /** Keyed when the records are of people, so that it tells nothing of them. */
  hash: KeyedHash
}

/** `failed`: records nothing could be taken from. `waiting`: kept aside until the product they speak of is there. */
export type BatchResult = {
  issues: RecordIssue[]
  failed: Set<string>
  waiting: Set<string>
  /**
   * Records of people: the JSON to keep of each, sealed, by source id. What is not in it is not kept at all. Absent for
   * all others, which are kept as received.
   */
  kept?: Map<string, string>
}
