import type { PoolClient } from 'pg'
import type { EventCause, NewEvent } from '#server/events/append-events.ts'
import { levelEvents } from './level-events.ts'
import { loadLevels } from './load-levels.ts'
import { refreshQuantities } from './refresh-quantities.ts'
import { saveLevels } from './save-levels.ts'

/** Removes the levels that came from these source records. @returns the events that tell it */
export async function removeLevels(
  tx: PoolClient,
  recordIds: string[],
  cause: EventCause,
): Promise<NewEvent[]> {
  const levels = await loadLevels(tx, recordIds, [])
  await saveLevels(
    tx,
    [],
    levels.map((level) => level.id),
  )
  const products = await refreshQuantities(
    tx,
    levels.map((level) => level.productId),
  )
  return levelEvents(
    levels.map((level) => ({ ...level, before: level.quantity, after: null })),
    products,
    () => cause,
  )
}
