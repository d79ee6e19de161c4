import type { PoolClient } from 'pg'
import type { Place, Sealer } from '#server/lib/seal.ts'
import { openPersonKey, type PersonKey } from '#server/people/person-keys.ts'
import { openPersonal, sealPersonal } from '#server/people/seal-personal.ts'

/** One staged record of a person, and whose it is. */
export type StagedPlace = { runId: string; entity: string; sourceId: string; organizationId: string }

const placeOf = ({ runId, entity, sourceId, organizationId }: StagedPlace): Place => ({
  table: 'sync_change',
  column: 'payload',
  rowId: `${runId}/${entity}/${sourceId}`,
  tenantId: organizationId,
})

/** A person's record as `sync_change` keeps it. @returns null when the person was erased: nothing is kept */
export function sealStaged(json: string, { id, key }: PersonKey, place: StagedPlace): string | null {
  return key === null ? null : sealPersonal(json, { id, key }, placeOf(place))
}

/**
 * Opens staged records of people.
 * @returns their canonical JSON by source id; those of people erased meanwhile are missing
 * @throws {SealError} changed, moved, or sealed with another key
 */
export async function openStaged(
  tx: PoolClient,
  sealer: Sealer,
  of: Omit<StagedPlace, 'sourceId'>,
  rows: { sourceId: string; payload: string }[],
): Promise<Map<string, string>> {
  const keyIdOf = (payload: string) => payload.split('.')[1] ?? ''
  const found = await tx.query<{ id: string; sealed: string | null }>(
    'SELECT id, sealed FROM person_key WHERE organization_id = $1 AND id::text = ANY($2::text[])',
    [of.organizationId, rows.map(({ payload }) => keyIdOf(payload))],
  )
  const keys = new Map(
    found.rows.map((row) => [row.id, openPersonKey(row, of.organizationId, sealer)] as const),
  )
  const opened = new Map<string, string>()
  for (const { sourceId, payload } of rows) {
    const person = keys.get(keyIdOf(payload))
    if (!person?.key) continue
    opened.set(
      sourceId,
      openPersonal(payload, { id: person.id, key: person.key }, placeOf({ ...of, sourceId })),
    )
  }
  return opened
}
