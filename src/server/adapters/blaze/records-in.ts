import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { pageSchema } from './schema.ts'

const page = pageSchema.transform(({ records }) => records)

/** Records in saved answers, see the contract: all lists have the same wrappers. */
export function recordsIn(_entity: SyncEntity, json: unknown): unknown[] {
  return rowsIn(json, [page])
}
