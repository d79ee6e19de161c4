import type { SourceRecord } from '../../model/source-record.ts'
import { AdapterError } from '../errors.ts'
import { inParallel } from './in-parallel.ts'

/** A few calls under way at a time: a notice should be done soon, and nobody else should wait for it. */
const AT_A_TIME = 4

/**
 * Reads records again, `size` ids a call.
 * @throws the first failure
 */
export async function againInChunks(
  sourceIds: readonly string[],
  size: number,
  read: (ids: string[]) => Promise<SourceRecord[]>,
): Promise<SourceRecord[]> {
  const ids = [...new Set(sourceIds)]
  const chunks = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  )
  return (await inParallel(chunks, AT_A_TIME, read)).flat()
}

/**
 * Reads records again one by one; one the POS doesn't know is left out.
 * @throws {AdapterError} the first other failure
 */
export async function againOneByOne(
  sourceIds: readonly string[],
  read: (id: string) => Promise<SourceRecord>,
): Promise<SourceRecord[]> {
  const each = async (id: string) => {
    try {
      return [await read(id)]
    } catch (error) {
      if (error instanceof AdapterError && error.kind === 'not_found') return []
      throw error
    }
  }
  return (await inParallel([...new Set(sourceIds)], AT_A_TIME, each)).flat()
}
