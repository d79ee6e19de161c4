/** For tests only: works on a connection's notices as a worker would, against the POS in memory. */
import type { Pool } from 'pg'
import type { Adapter, AdapterSession } from '#server/adapters/contract.ts'
import type { Clock } from '#server/lib/clock.ts'
import { systemClock } from '#server/lib/clock.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import { type FakePos, openFake } from '#server/sync/testing/fake-pos.ts'
import { processNotices } from '../process-notices.ts'

/** Ids asked for again, call by call, and what happens before each call. */
export type Rereading = {
  calls: { entity: SyncEntity; ids: string[] }[]
  before: (entity: SyncEntity, ids: readonly string[]) => Promise<void> | void
}

/** Reads records again by their ids, from what the POS holds then. */
export function openReadable(
  pos: FakePos,
  adapter: Adapter,
  rereading: Rereading,
  entities: SyncEntity[] = ['products', 'inventory'],
): OpenConnection {
  return async (options) => {
    const opened = await openFake(pos)(options)
    const read = (entity: SyncEntity) => async (ids: readonly string[]) => {
      rereading.calls.push({ entity, ids: [...ids] })
      await rereading.before(entity, ids)
      const all = (entity === 'products' ? pos.products : pos.inventory) as { id: string; at?: Date }[]
      return all
        .filter(({ id }) => ids.includes(id))
        .map((payload) => ({ sourceId: payload.id, payload, sourceUpdatedAt: payload.at ?? null }))
    }
    const readAgain: NonNullable<AdapterSession['readAgain']> = Object.fromEntries(
      entities.map((entity) => [entity, read(entity)]),
    )
    return { ...opened, adapter, session: { ...opened.session, readAgain } }
  }
}

/** @returns what the worker would come back for, and the runs that were asked for */
export async function processOnce(
  pool: Pool,
  connectionId: string,
  open: OpenConnection,
  clock: Clock = systemClock,
) {
  const runs: string[] = []
  const next = await processNotices({
    pool,
    open,
    clock,
    random: () => 0.5,
    connectionId,
    signal: new AbortController().signal,
    enqueueRun: async (_tx, runId) => {
      runs.push(runId)
    },
  })
  return { next, runs }
}
