import type { SourceRecord } from '../../model/source-record.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseInstant } from '../kit/time.ts'

/** Everything is known by the id the whole API uses. @param payload its lists flattened */
export function toRecord(payload: unknown): SourceRecord {
  const { id, updatedAt } = fieldsOf(payload)
  return sourceRecord(id, payload, typeof updatedAt === 'string' ? parseInstant(updatedAt) : null)
}
