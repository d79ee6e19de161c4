import { z } from 'zod'
import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'

const list = z
  .object({ complexObjectArray: z.array(z.unknown()) })
  .transform((found) => found.complexObjectArray)
const listAnswer = z.object({ result: list }).transform(({ result }) => result)
const oneAnswer = z.object({ result: z.record(z.string(), z.unknown()) }).transform(({ result }) => [result])

/** Records in saved answers, see the contract. They were XML; elements are fields, a list stands in its wrapper. */
export function recordsIn(_entity: SyncEntity, json: unknown): unknown[] {
  return rowsIn(json, [listAnswer, oneAnswer, list])
}
