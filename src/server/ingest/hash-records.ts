import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import { normalizerVersion } from '#server/catalog/normalizer-version.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { HashedRecord, ObservedRecord, RecordIssue } from './types.ts'

/** Everything besides the record that decides what it is mapped to: when it changes, every record is mapped again. */
export function mappingKey(adapter: Adapter, context: MapContext): string {
  return canonicalJson([adapter.mapperVersion, normalizerVersion, context])
}

/**
 * Hashes a page's records (over `key` and their canonical JSON), one per source id.
 * @param hash plain, or keyed for what must not be guessed from its hash
 * @returns the records, and issues for those sent twice (the newest by source time stays, else the last)
 *   and for those that are no JSON
 */
export function hashRecords(
  page: ObservedRecord[],
  key: string,
  hash: (text: string) => string,
): { records: HashedRecord[]; issues: RecordIssue[] } {
  const records = new Map<string, HashedRecord>()
  const issues: RecordIssue[] = []
  for (const received of page) {
    const record = { ...received, sourceId: storableText(String(received.sourceId)) }
    const other = records.get(record.sourceId)
    if (other) issues.push(duplicate(record.sourceId))
    if (other?.sourceUpdatedAt && record.sourceUpdatedAt && other.sourceUpdatedAt > record.sourceUpdatedAt)
      continue
    try {
      const json = canonicalJson(record.payload)
      // What had to be made storable is mapped as it is stored, so that no column meets what jsonb was spared.
      const payload = json.includes('\ufffd') ? JSON.parse(json) : record.payload
      records.set(record.sourceId, { ...record, payload, json, hash: hash(`${key}\n${json}`) })
    } catch {
      issues.push(unreadable(record.sourceId))
    }
  }
  return { records: [...records.values()], issues }
}

function duplicate(sourceId: string): RecordIssue {
  return {
    sourceId,
    recordName: '',
    code: 'duplicate_record',
    severity: 'warning',
    field: '',
    message:
      'The POS sent this record more than once in one page with different contents; the newest was taken.',
  }
}

function unreadable(sourceId: string): RecordIssue {
  return {
    sourceId,
    recordName: '',
    code: 'unreadable_record',
    severity: 'error',
    field: '',
    message: 'The record could not be read: it is nested too deeply or is not plain data. It was skipped.',
  }
}
