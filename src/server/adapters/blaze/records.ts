import type { SourceRecord } from '../../model/source-record.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { timeOf } from './time.ts'

/** Any record of BLAZE: all have an id and a time of their last change. */
export function toRecord(payload: unknown): SourceRecord {
  const { id, modified } = fieldsOf(payload)
  const text = typeof modified === 'number' || typeof modified === 'string' ? String(modified) : null
  return sourceRecord(id, payload, timeOf(text, 'modified', []))
}
