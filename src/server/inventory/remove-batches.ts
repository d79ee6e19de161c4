import type { PoolClient } from 'pg'
import type { EventCause, NewEvent } from '#server/events/append-events.ts'
import { batchEvents } from './batch-events.ts'
import { loadBatches, saveBatches } from './save-batches.ts'

/** Removes the batches that came from these source records. @returns the events that tell it */
export async function removeBatches(
  tx: PoolClient,
  connectionId: string,
  recordIds: string[],
  cause: EventCause,
): Promise<NewEvent[]> {
  const batches = await loadBatches(tx, connectionId, recordIds, [])
  const removedIds = batches.map(({ id }) => id)
  await saveBatches(tx, connectionId, [], removedIds)
  return batchEvents(batches, [], removedIds, () => cause)
}
