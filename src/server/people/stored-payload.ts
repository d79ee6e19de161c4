import { z } from 'zod'
import type { Place } from '#server/lib/seal.ts'
import type { PersonKey } from './person-keys.ts'
import { openPersonal, sealPersonal } from './seal-personal.ts'

/** A person's record as `source_record` and its versions keep it. */
const sealedPayloadSchema = z.object({ sealed: z.string() })

/** One version of one record; the same text stands in both tables. */
export type RecordPlace = { recordId: string; version: number; organizationId: string }

const placeOf = ({ recordId, version, organizationId }: RecordPlace): Place => ({
  table: 'source_record',
  column: 'payload',
  rowId: `${recordId}/${version}`,
  tenantId: organizationId,
})

/**
 * The JSON to store instead of a person's record.
 * @param json the record's canonical text
 * @returns `{ sealed }`, or `{ erased }` when the person is not to be known any more
 */
export function sealedPayload(json: string, { id, key }: PersonKey, place: RecordPlace): string {
  if (key === null) return '{"erased":true}'
  return JSON.stringify({ sealed: sealPersonal(json, { id, key }, placeOf(place)) })
}

/**
 * A stored payload in the clear.
 * @returns null when the person was erased
 * @throws {SealError} changed, moved, or sealed with another key
 */
export function openPayload(payload: unknown, { id, key }: PersonKey, place: RecordPlace): unknown {
  const stored = sealedPayloadSchema.safeParse(payload)
  if (!stored.success || key === null) return null
  return JSON.parse(openPersonal(stored.data.sealed, { id, key }, placeOf(place)))
}
