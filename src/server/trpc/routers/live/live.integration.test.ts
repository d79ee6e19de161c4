import { afterAll, expect, it, vi } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { newId } from '#server/lib/ids.ts'
import { callerFor } from '../../testing.ts'

afterAll(() => pool.end())

/** Listens as this person until `stop`. */
async function listen(sessionId: string) {
  const heard: string[] = []
  const api = await callerFor(sessionId)
  const stream = (await api.live.changes({}))[Symbol.asyncIterator]()
  const listening = (async () => {
    for (let next = await stream.next(); !next.done; next = await stream.next()) heard.push(next.value.id)
  })()
  return { heard, listening }
}

it("tells a person what changed in their own stores and nothing of anybody else's", async () => {
  const mine = await createOrganization(pool, { stores: 2 })
  const theirs = await createOrganization(pool, { stores: 1 })
  const [first = '', second = ''] = mine.storeIds
  const owner = await listen((await mine.addPerson('owner')).sessionId)
  const limited = await listen((await mine.addPerson('viewer', { storeIds: [first] })).sessionId)
  const tell = async (organizationId: string, storeId: string | null) => {
    const id = newId()
    await notifyLive(pool, { organizationId, storeId, topic: 'run', id })
    return id
  }
  // The listener connects in the background: what it can't hear yet is said again until it does.
  await vi.waitFor(async () => {
    const id = await tell(mine.organizationId, first)
    await vi.waitFor(() => expect([owner.heard.at(-1), limited.heard.at(-1)]).toEqual([id, id]), 500)
  }, 10_000)
  owner.heard.length = 0
  limited.heard.length = 0

  await tell(theirs.organizationId, theirs.storeIds[0] ?? null)
  const other = await tell(mine.organizationId, second)
  const queue = newId()
  await notifyLive(pool, { organizationId: null, topic: 'queue', id: queue })
  const whole = await tell(mine.organizationId, null)
  await vi.waitFor(() => {
    // The queue is the whole installation's: whoever may see it hears of it.
    expect(owner.heard).toEqual([other, queue, whole])
    expect(limited.heard).toEqual([whole])
  }, 5_000)
})
