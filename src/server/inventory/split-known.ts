import type { MapOutcome } from '#server/ingest/map-record.ts'
import type { RecordIssue } from '#server/ingest/types.ts'
import type { KnownVariant } from './find-variants.ts'

/** A draft with the rows it belongs to. */
export type Placed<T> = T & { recordId: string; variantId: string; productId: string }

/**
 * Splits drafts into those whose variant is known and issues for those whose isn't.
 * @returns `waiting`: source ids of the records to take up again once the product has come
 */
export function splitKnown<T extends { variantSourceId: string }>(
  outcomes: MapOutcome<T[]>[],
  variants: Map<string, KnownVariant>,
): { placed: Placed<T>[]; issues: RecordIssue[]; waiting: Set<string> } {
  const placed: Placed<T>[] = []
  const issues: RecordIssue[] = []
  const waiting = new Set<string>()
  for (const { record, draft, recordName } of outcomes) {
    for (const entry of draft ?? []) {
      const variant = variants.get(entry.variantSourceId)
      if (variant) {
        placed.push({
          ...entry,
          recordId: record.recordId,
          variantId: variant.id,
          productId: variant.productId,
        })
        continue
      }
      waiting.add(record.sourceId)
      issues.push(unknownProduct(record.sourceId, recordName, entry.variantSourceId))
    }
  }
  return { placed, issues, waiting }
}

function unknownProduct(sourceId: string, recordName: string, variantSourceId: string): RecordIssue {
  return {
    sourceId,
    recordName,
    code: 'unknown_product',
    severity: 'warning',
    field: variantSourceId,
    message: `It speaks of a product that is not in the catalogue (${variantSourceId}): it has not come yet, or waits under Review. It is kept and taken over as soon as the product is there.`,
  }
}
