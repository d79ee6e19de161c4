import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'

const idSchema = z.union([z.string().trim().min(1), z.number().transform(String)])

/** The fields of a payload that nothing is known of yet; none when it is no object. */
export function fieldsOf(payload: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).safeParse(payload).data ?? {}
}

/** A record without an id is known by its content, so that its issue is one issue however often it is read. */
export function sourceRecord(id: unknown, payload: unknown, sourceUpdatedAt: Date | null): SourceRecord {
  const known = idSchema.safeParse(id).data
  const sourceId =
    known ?? `unidentified:${createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32)}`
  return { sourceId, payload, sourceUpdatedAt }
}

/**
 * How many records a page brings on in its list. A page that says the same from beginning to end over and over brings only
 * what is in it once; taken by its length it would make the reader skip what follows.
 */
export function countOnce(records: SourceRecord[]): number {
  const once = new Set(records.map(({ sourceId }) => sourceId)).size
  const repeats = records.every(({ sourceId }, index) => sourceId === records[index % once]?.sourceId)
  return repeats && once > 1 ? once : records.length
}
