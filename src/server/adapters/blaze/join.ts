import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from '../kit/list-page.ts'
import { readOffsets } from '../kit/read-offsets.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { PAGE_SIZE } from './client.ts'
import { namedRecordSchema, objectId } from './schema.ts'

/** Names of rooms or brands by their ids. */
export type Names = ReadonlyMap<string, string>

/**
 * Reads a list of named things whole. A key it is not open to gets none: names are an addition, and without them the ids
 * remain.
 */
export async function namesFrom(fetch: (skip: number) => Promise<ListPage>): Promise<Names> {
  const names = new Map<string, string>()
  const toRecord = (payload: unknown) => sourceRecord(fieldsOf(payload)['id'], payload, null)
  try {
    for await (const { records } of readOffsets({ fetch, toRecord, size: PAGE_SIZE, from: null })) {
      for (const { payload } of records) {
        const { id = null, name = null } = namedRecordSchema.safeParse(payload).data ?? {}
        if (id !== null && name !== null) names.set(id, name)
      }
    }
  } catch (error) {
    if (!(error instanceof AdapterError) || !['forbidden', 'not_found'].includes(error.kind)) throw error
  }
  return names
}

/** Products that name their brand by its id alone get the name beside it. `brands` is asked only if there is one. */
export async function withBrand(
  records: SourceRecord[],
  brands: () => Promise<Names>,
): Promise<SourceRecord[]> {
  const joined: SourceRecord[] = []
  for (const record of records) {
    const id = brandIdOf(record.payload)
    const name = id === null ? undefined : (await brands()).get(id)
    joined.push(
      name === undefined
        ? record
        : { ...record, payload: { ...fieldsOf(record.payload), brand: { id, name } } },
    )
  }
  return joined
}

const unnamedBrand = z.union([
  z.object({
    brandId: z.string().min(1),
    brand: z.union([z.object({ name: z.null().optional() }), z.literal('')]).nullish(),
  }),
  z.object({ brand: objectId }).transform(({ brand }) => ({ brandId: brand })),
])

/** The brand's id where its name is not told. */
function brandIdOf(payload: unknown): string | null {
  return unnamedBrand.safeParse(payload).data?.brandId ?? null
}

const placed = z.object({ quantities: z.array(z.object({ inventoryId: z.string() })) })

/** A product with the names of the rooms its stock stands in, under `rooms`. */
export function withRooms(record: SourceRecord, names: Names): SourceRecord {
  const ids = new Set(placed.safeParse(record.payload).data?.quantities.map(({ inventoryId }) => inventoryId))
  const rooms = [...ids].flatMap((id) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ id, name }]
  })
  return { ...record, payload: { ...fieldsOf(record.payload), rooms } }
}
