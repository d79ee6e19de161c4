import type { z } from 'zod'
import type { Mapped } from '#server/adapters/contract.ts'
import type { ChangedRecord, RecordIssue } from './types.ts'

/** What a record became; `draft` null when nothing could be taken over. */
export type MapOutcome<T> = {
  record: ChangedRecord
  draft: T | null
  recordName: string
  issues: RecordIssue[]
}

/**
 * Maps one record and holds the draft against its schema. Never throws: a mapper that does, or a draft that does not
 * fit, becomes an issue named after the record.
 */
export function mapRecord<T>(
  record: ChangedRecord,
  map: (payload: unknown) => Mapped<T>,
  schema: z.ZodType<T>,
): MapOutcome<T> {
  let mapped: Mapped<T>
  try {
    mapped = map(record.payload)
  } catch {
    const message =
      'The record has a form Cairn does not know and could not be read. The last good version stays.'
    return {
      record,
      draft: null,
      recordName: '',
      issues: [issueOf(record, '', 'unreadable_record', '', message)],
    }
  }
  const { recordName } = mapped
  const issues: RecordIssue[] = mapped.issues.map((issue) => ({
    ...issue,
    sourceId: record.sourceId,
    recordName,
  }))
  if (mapped.draft === null) return { record, draft: null, recordName, issues }
  const parsed = schema.safeParse(mapped.draft)
  if (parsed.success) return { record, draft: parsed.data, recordName, issues }
  for (const { path, message } of parsed.error.issues) {
    issues.push(
      issueOf(
        record,
        recordName,
        'invalid_value',
        path.join('.'),
        `${message}. The last good version stays.`,
      ),
    )
  }
  return { record, draft: null, recordName, issues }
}

function issueOf(
  record: ChangedRecord,
  recordName: string,
  code: RecordIssue['code'],
  field: string,
  message: string,
): RecordIssue {
  return { sourceId: record.sourceId, recordName, code, severity: 'error', field, message }
}
