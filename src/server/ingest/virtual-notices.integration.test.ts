import { expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { fakeCustomers } from '#server/sync/testing/fake-people.ts'
import { fakePos, fakeProducts } from '#server/sync/testing/fake-pos.ts'
import { createConnection, sync } from '#server/sync/testing/sync-world.ts'

test('a vendor that tells nothing gets a notice of every record a poll found changed, and none of a first reading', async () => {
  const connectionId = await createConnection(pool)
  const notices = async () => {
    const { rows } = await pool.query<{ text: string }>(
      `SELECT d.topic || ' ' || r.source_id || ' ' || d.state || ' ' || (d.effects->0->>'outcome') AS text
         FROM webhook_delivery d JOIN webhook_delivery_record r ON r.delivery_id = d.id
        WHERE d.connection_id = $1 AND d.origin = 'poll' AND d.body IS NULL ORDER BY 1`,
      [connectionId],
    )
    return rows.map(({ text }) => text)
  }
  const list = fakeProducts(10)
  const first = fakePos(list)
  first.people = { customers: fakeCustomers(2), orders: [] }
  await sync(pool, connectionId, first)
  expect(await notices()).toEqual([])

  const [gone, renamed, ...same] = list
  if (!gone || !renamed) throw new Error('too few products')
  const second = fakePos([{ ...renamed, name: 'Renamed' }, ...same, { id: 'new', name: 'New', price: 1 }])
  const [moved, ...others] = fakeCustomers(2)
  if (!moved) throw new Error('too few customers')
  second.people = { customers: [{ ...moved, phone: '(415) 555-0199' }, ...others], orders: [] }
  await sync(pool, connectionId, second)
  expect(await notices()).toEqual([
    'customer.changed c0 applied updated',
    'inventory.created new applied created',
    'inventory.removed p0 applied removed',
    'product.changed p1 applied updated',
    'product.created new applied created',
    'product.removed p0 applied removed',
  ])
  await sync(pool, connectionId, second)
  expect(await notices()).toHaveLength(6)
})
