import type { PoolClient } from 'pg'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import type { MappingIssue } from '#server/model/issue.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** Whose records they are. */
export type Scope = { organizationId: string; storeId: string; connectionId: string }

/** What everything written is traced back to. */
export type Cause = { runId: string }

/** How many records of a page went which way; the four sum up to `read`. */
export type RecordCounts = {
  read: number
  created: number
  updated: number
  unchanged: number
  failed: number
}

export type IssueCode = MappingIssue['code'] | 'duplicate_record' | 'not_storable'

/** Something wrong with one record, named so that a person finds it at the POS. */
export type RecordIssue = {
  sourceId: string
  recordName: string
  code: IssueCode
  severity: MappingIssue['severity']
  field: string
  message: string
}

/** A record of a page after hashing. `json` is its canonical text, as it is stored. */
export type HashedRecord = {
  sourceId: string
  payload: unknown
  json: string
  hash: string
  sourceUpdatedAt: Date | null
}

/** A record that is new or differs from the stored one. */
export type ChangedRecord = HashedRecord & { recordId: string; version: number; isNew: boolean }

/** What the entity's own step gets: changed records only, inside the page's transaction. */
export type Batch = {
  tx: PoolClient
  scope: Scope
  cause: Cause
  entity: SyncEntity
  records: ChangedRecord[]
  adapter: Adapter
  mapContext: MapContext
}

/** `failed`: records nothing could be taken from. `waiting`: kept aside until the product they speak of is there. */
export type BatchResult = { issues: RecordIssue[]; failed: Set<string>; waiting: Set<string> }
