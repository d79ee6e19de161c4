import type { SourceRecord } from '../../model/source-record.ts'
import { sourceRecord } from '../kit/source-record.ts'
import type { OpenMageApi } from './client.ts'
import { joinProduct, readNeighbours } from './join-product.ts'
import { parseTime } from './time.ts'

export type Reading = { api: OpenMageApi; settings: Record<string, unknown>; now: Date }

/** Reads what products refer to, once. @returns what reads one of them whole; null when it is gone @throws {AdapterError} */
export async function productReader({
  api,
  settings,
  now,
}: Reading): Promise<(id: string) => Promise<SourceRecord | null>> {
  const neighbours = await readNeighbours(api, settings)
  return async (id) => {
    const product = await api.product(id)
    if (product === null) return null
    const changed = product['updated_at']
    const updatedAt = typeof changed === 'string' ? parseTime(changed) : null
    const pictures = settings['pictures'] === false ? [] : await api.pictures(id)
    return sourceRecord(id, joinProduct(product, pictures, neighbours, now), updatedAt)
  }
}
