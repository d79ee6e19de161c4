import { DatabaseError, type PoolClient } from 'pg'
import type { LeftOut } from '#server/adapters/contract.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import { loadPersonKeys } from '#server/people/person-keys.ts'
import { openPersonal, sealPersonal } from '#server/people/seal-personal.ts'
import type { HashedRecord, RecordIssue, Scope } from './types.ts'

/** A record one of our own steps stumbled over, found by halving, and what it stumbled with. */
export type SetAside = { record: Pick<HashedRecord, 'sourceId' | 'payload' | 'json'>; error: Error }

type PersonalEntity = 'customers' | 'orders'

const placeOf = (scope: Scope, entity: SyncEntity, sourceId: string) => ({
  table: 'record_issue',
  column: 'payload',
  rowId: `${scope.connectionId}/${entity}/${sourceId}`,
  tenantId: scope.organizationId,
})

/**
 * The issues of records set aside, each with what the POS sent, so that people can look at it and the next sync can try
 * it again. Of people it is kept sealed with the record's own key, without a name and without the error's words, which
 * may quote it; and not at all where it may be of somebody who was erased.
 */
export async function setAsideIssues(
  tx: PoolClient,
  scope: Scope,
  entity: SyncEntity,
  sealer: Sealer,
  found: SetAside[],
): Promise<RecordIssue[]> {
  if (found.length === 0) return []
  const personal = isPersonal(entity)
  const keep = personal ? await sealWith(tx, scope, entity as PersonalEntity, sealer, found) : null
  return found.map(({ record, error }) => ({
    sourceId: record.sourceId,
    recordName: personal ? '' : nameIn(record.payload),
    code: error instanceof DatabaseError ? 'not_storable' : 'set_aside',
    severity: 'error',
    field: '',
    message: wordsFor(error, personal),
    payload: keep ? keep(record) : record.json,
  }))
}

/**
 * What was kept of records set aside, in the clear.
 * @returns JSON by source id; what cannot be opened any more is missing
 */
export async function openSetAside(
  tx: PoolClient,
  scope: Scope,
  entity: SyncEntity,
  sealer: Sealer,
  kept: { sourceId: string; payload: string }[],
): Promise<Map<string, string>> {
  if (!isPersonal(entity)) return new Map(kept.map(({ sourceId, payload }) => [sourceId, payload]))
  const refs = kept.map(({ sourceId }) => ({ entity: entity as PersonalEntity, sourceId }))
  const keyOf = await loadPersonKeys(tx, scope, sealer, refs)
  return new Map(
    kept.flatMap(({ sourceId, payload }) => {
      const { id, key } = keyOf({ entity: entity as PersonalEntity, sourceId })
      if (key === null || payload.split('.')[1] !== id) return []
      return [[sourceId, openPersonal(payload, { id, key }, placeOf(scope, entity, sourceId))] as const]
    }),
  )
}

async function sealWith(
  tx: PoolClient,
  scope: Scope,
  entity: PersonalEntity,
  sealer: Sealer,
  found: SetAside[],
): Promise<(record: SetAside['record']) => string | null> {
  // Whose order it is can't be told before it is mapped: once somebody was erased here, it may be theirs.
  if (entity === 'orders' && (await anybodyErased(tx, scope.connectionId))) return () => null
  const keyOf = await loadPersonKeys(
    tx,
    scope,
    sealer,
    found.map(({ record }) => ({ entity, sourceId: record.sourceId })),
  )
  return ({ sourceId, json }) => {
    const { id, key } = keyOf({ entity, sourceId })
    return key && sealPersonal(json, { id, key }, placeOf(scope, entity, sourceId))
  }
}

async function anybodyErased(tx: PoolClient, connectionId: string): Promise<boolean> {
  const { rows } = await tx.query(
    'SELECT FROM person_key WHERE connection_id = $1 AND sealed IS NULL LIMIT 1',
    [connectionId],
  )
  return rows.length > 0
}

function wordsFor(error: Error, personal: boolean): string {
  const cause = personal ? '' : ` (${error.message})`
  const what =
    error instanceof DatabaseError
      ? `A value of this record does not fit the database${cause}.`
      : `Cairn stumbled over this record${cause}.`
  return `${what} It was set aside with what the POS sent; the next sync tries it again. The last good version stays.`
}

/** In front of the place of a record nothing else is known of. */
export const placeMark = 'place:'

/** The issues of records the POS cannot hand out, named by what is known of them. */
export function leftOutIssues(leftOut: readonly LeftOut[] = []): RecordIssue[] {
  return leftOut.map(({ place, name, reason }) => ({
    sourceId: `${placeMark}${place}`,
    recordName: name,
    code: 'set_aside',
    severity: 'error',
    field: '',
    message:
      `The POS answers with an error whenever this one is asked for: ${reason} It was left out, and everything around ` +
      'it was read. Nothing is removed from what is missing until it can be read again. Tell the POS’s support.',
  }))
}

/** What the POS calls it, as far as that can be told without understanding the record. */
function nameIn(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return ''
  const fields = Object.entries(payload)
  const named = fields.find(
    ([name, value]) => /^(product_?)?(name|title)$/i.test(name) && typeof value === 'string',
  )
  return String(named?.[1] ?? '').slice(0, 200)
}
