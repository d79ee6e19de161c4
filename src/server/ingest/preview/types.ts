import type { PersonKey } from '#server/people/person-keys.ts'
import type { FieldChange } from '../products/diff-product.ts'
import type { Batch } from '../types.ts'

/**
 * One field before and after. Stock says where. `personal`: of a person's field it is told only that it differs.
 * `unreadable` as the field: the record cannot be taken over, and `after` says why.
 */
export type Difference = FieldChange & { location?: string; personal?: true }

/** What taking in one record would do. `difference` empty: nothing people see. */
export type Preview = {
  name: string
  difference: Difference[]
  /** It would no longer be on show. */
  hides: boolean
  /** Nothing of it would be left to sell. */
  zeroes: boolean
  /** One of its prices would move by more than half. */
  reprices: boolean
  /** Whose key a person's record is to be sealed with; its key is null when they were erased. */
  person?: PersonKey
}

/** Changed records, as the entity's own step would get them; nothing is written. */
export type PreviewBatch = Pick<Batch, 'tx' | 'scope' | 'records' | 'adapter' | 'mapContext' | 'sealer'>

/** A preview that raises no flag. */
export function plain(name: string, difference: Difference[]): Preview {
  return { name, difference, hides: false, zeroes: false, reprices: false }
}

/** The preview of a record that cannot be taken over: its last good version stays. */
export function unreadable(name: string, message: string | undefined): Preview {
  return plain(name, [
    { field: 'unreadable', before: null, after: message ?? 'The record could not be read.' },
  ])
}
