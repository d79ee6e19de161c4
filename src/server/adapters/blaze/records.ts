import type { z } from 'zod'
import type { Cursor, SourceRecord } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { timeOf } from './time.ts'

/** Where reading goes on; null for the beginning. @throws {AdapterError} for a place of another version */
export function readCursor<T>(schema: z.ZodType<T>, cursor: Cursor | null): T | null {
  if (cursor === null) return null
  const { data } = schema.safeParse(cursor)
  if (data !== undefined) return data
  throw new AdapterError(
    'invalid_request',
    'The place where reading stopped was written by another version of Cairn. Start a full sync.',
  )
}

/** Any record of BLAZE: all have an id and a time of their last change. */
export function toRecord(payload: unknown): SourceRecord {
  const { id, modified } = fieldsOf(payload)
  const text = typeof modified === 'number' || typeof modified === 'string' ? String(modified) : null
  return sourceRecord(id, payload, timeOf(text, 'modified', []))
}
