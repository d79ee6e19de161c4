import { z } from 'zod'
import type { SyncEntity } from '../../model/sync.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { flatten, membersOf } from './flatten.ts'
import { assembleProducts } from './read-bulk.ts'

const fieldsFor: Record<SyncEntity, string> = {
  products: 'products',
  inventory: 'inventoryLevels',
  batches: '',
  customers: 'customers',
  orders: 'orders',
}

const answerSchema = z.object({ data: z.record(z.string(), z.unknown()) })

/**
 * Records in saved answers, see the contract: an answer with its `data`, a list by itself, the lines of a bulk
 * operation's file as an array, or records.
 */
export function recordsIn(entity: SyncEntity, json: unknown): unknown[] {
  if (Array.isArray(json)) {
    const isFile = entity === 'products' && json.some((line) => fieldsOf(line)['__parentId'] !== undefined)
    return isFile ? assembleProducts(json) : json.flatMap((each) => recordsIn(entity, each))
  }
  const data = answerSchema.safeParse(json).data?.data
  const list = findList(data ?? json, fieldsFor[entity])
  return (list ?? [json]).map(flatten)
}

/** The list of that name, at the root or below the one object that was asked for. */
function findList(value: unknown, name: string): unknown[] | null {
  const own = membersOf(value)
  if (own) return own
  const fields = fieldsOf(value)
  const named = membersOf(fields[name])
  if (named) return named
  const below = Object.values(fields).map((each) => membersOf(fieldsOf(each)[name]))
  return below.find((each) => each !== null) ?? null
}
