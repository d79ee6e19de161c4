import { expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { fakePos, fakeProducts } from '#server/sync/testing/fake-pos.ts'
import { createConnection, eventRows, productRows, sync } from '#server/sync/testing/sync-world.ts'
import { replayDeliveries } from './replay-deliveries.ts'
import { replayProgress } from './replay-progress.ts'
import { fakeVendor } from './testing/fake-vendor.ts'
import { openReadable, processOnce } from './testing/processing.ts'
import { deliveryRows, receivingLine } from './testing/receiving.ts'

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

test('a replay goes through today’s mapping though nothing is new, and never overwrites what is fresher', async () => {
  const connectionId = await createConnection(pool)
  const pos = fakePos(fakeProducts(2))
  await sync(pool, connectionId, pos)
  const adapter = fakeVendor(pos)
  const line = await receivingLine(pool, connectionId, adapter)
  const open = openReadable(pos, adapter, { calls: [], before: () => undefined }, [])
  const tell = (key: string, id: string, name: string) =>
    line.send({
      key,
      at: minutesFromNow(0),
      changes: [{ kind: 'record', entity: 'products', payload: { id, name, price: 100 } as { id: string } }],
    })
  for (const [key, id, name] of [
    ['a', 'p0', 'Older'],
    ['b', 'p0', 'Newer'],
    ['c', 'p1', 'Other'],
  ] as const)
    expect(await tell(key, id, name)).toBe(200)
  await processOnce(pool, connectionId, open)
  const names = async () => (await productRows(pool, connectionId)).map(({ name }) => name)
  expect(await names()).toEqual(['Newer', 'Other'])
  const events = (await eventRows(pool, connectionId)).length

  // What is shown got lost; the record it was made of did not change.
  await pool.query(`UPDATE product SET name = 'Damaged' WHERE connection_id = $1 AND source_id = 'p1'`, [
    connectionId,
  ])
  const { rows } = await pool.query('SELECT organization_id AS id FROM connection WHERE id = $1', [
    connectionId,
  ])
  const scope = { organizationId: rows[0].id as string, storeIds: null }
  const woken: string[] = []
  const { replayId, count } = await inTransaction(
    (tx) =>
      replayDeliveries(tx, { userId: newId(), scope }, { filter: { connectionId } }, async (_tx, lines) => {
        woken.push(...lines.map((one) => one.connectionId))
        return []
      }),
    pool,
  )
  expect({ count, woken }).toEqual({ count: 3, woken: [connectionId] })
  await tell('d', 'p0', 'Newest')
  await processOnce(pool, connectionId, open)

  expect(await names()).toEqual(['Newest', 'Other'])
  const replayed = (await deliveryRows(pool, connectionId)).filter(({ origin }) => origin === 'replay')
  expect(replayed.map(({ effects }) => effects.map(({ outcome }) => outcome).join())).toEqual([
    'stale',
    'stale',
    'remapped',
  ])
  expect(await replayProgress(pool, scope, replayId)).toMatchObject({ total: 3, counts: { unchanged: 3 } })
  // The newest name, and the name that was put right.
  expect(await eventRows(pool, connectionId)).toHaveLength(events + 2)
})
