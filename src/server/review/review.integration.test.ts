import { afterAll, expect, test } from 'vitest'
import type { Adapter } from '#server/adapters/contract.ts'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { newId } from '#server/lib/ids.ts'
import { type FakePos, fakeAdapter, fakePos } from '#server/sync/testing/fake-pos.ts'
import { createConnection, productRows, sync } from '#server/sync/testing/sync-world.ts'
import { type Decision, decideReview } from './decide-review.ts'
import { listDuplicates } from './list-duplicates.ts'
import { listReview } from './list-review.ts'
import type { ReviewState } from './review-filter.ts'

afterAll(() => pool.end())

/** A store whose catalogue knows p0 and whose connection wants a person to look at the rest. */
async function reviewedStore() {
  const known = { id: 'p0', name: 'Blue Dream', brand: 'North', price: 1000, barcode: '0001' }
  const pos = fakePos([known])
  const connectionId = await createConnection(pool)
  await sync(pool, connectionId, pos)
  const { rows } = await pool.query<{ organizationId: string }>(
    `UPDATE connection SET creation_policy = 'review' WHERE id = $1 RETURNING organization_id AS "organizationId"`,
    [connectionId],
  )
  const scope = { organizationId: rows[0]?.organizationId ?? '', storeIds: null }
  const add = (product: FakePos['products'][number] & object, stock: string) => {
    pos.products.push(product)
    pos.inventory.push({ id: (product as { id: string }).id, stock: { floor: stock } })
  }
  add({ id: 'p1', name: 'Blue Dream', brand: 'North', price: 1100, barcode: '0001' }, '4')
  add({ id: 'p2', name: 'blue dream', brand: 'NORTH', price: 1200 }, '5')
  add({ id: 'p3', name: 'Something else', brand: 'South', price: 1300, barcode: '0003' }, '6')
  await sync(pool, connectionId, pos)
  const list = (state: ReviewState = 'waiting') =>
    listReview(pool, scope, { state }, { page: 1, pageSize: 50 })
  const mapped: { inventory?: (payload: unknown) => void } = {}
  const mappingOf = async () => ({
    adapter: watched(fakeAdapter(pos), (payload) => mapped.inventory?.(payload)),
    sealer,
    mapContext: { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' },
  })
  const decide = async (sourceIds: string[], decision: Decision) => {
    const all = [...(await list()).rows, ...(await list('ignored')).rows, ...(await list('linked')).rows]
    const ids = all.filter((row) => sourceIds.includes(row.sourceId)).map((row) => row.id)
    return decideReview(pool, { scope, userId: newId(), chosen: { ids }, decision, mappingOf })
  }
  return { pos, connectionId, scope, list, decide, mappingOf, mapped }
}

/** Hears of each stock record that is mapped. */
function watched(adapter: Adapter, hear: (payload: unknown) => void): Adapter {
  const inventory: Adapter['map']['inventory'] = (payload, context) => {
    hear(payload)
    return adapter.map.inventory(payload, context)
  }
  return { ...adapter, map: { ...adapter.map, inventory } }
}

test('What matches nothing known waits with proposals, and becomes a product, another key, or nothing, as decided.', async () => {
  const { pos, connectionId, scope, list, decide, mappingOf, mapped } = await reviewedStore()
  expect((await productRows(pool, connectionId)).map(({ id }) => id)).toEqual(['p0'])
  const waiting = await list()
  expect(waiting.total).toBe(3)
  const reasons = waiting.rows.map(({ sourceId, proposals }) => [
    sourceId,
    proposals.map(({ reason }) => reason),
  ])
  expect(Object.fromEntries(reasons)).toEqual({ p1: ['barcode'], p2: ['name'], p3: [] })

  const stockTaken: unknown[] = []
  mapped.inventory = (payload) => stockTaken.push(payload)
  expect(await decide(['p3'], { kind: 'create' })).toEqual({ decided: 1 })
  expect(stockTaken, 'what waits for other products waits on, unlooked at').toMatchObject([{ id: 'p3' }])
  expect(await productRows(pool, connectionId)).toMatchObject([
    { id: 'p0', quantity: '10' },
    { id: 'p3', name: 'Something else', quantity: '6' },
  ])

  await decide(['p1'], { kind: 'link' })
  const linked = await productRows(pool, connectionId)
  expect(linked.map(({ id, quantity }) => [id, quantity])).toEqual([
    ['p0', '14'],
    ['p3', '6'],
  ])

  await decide(['p2'], { kind: 'ignore' })
  pos.products[2] = { id: 'p2', name: 'blue dream two', brand: 'NORTH', price: 900 }
  pos.products[1] = { id: 'p1', name: 'Blue Dream', brand: 'North', price: 700, barcode: '0001' }
  pos.inventory[1] = { id: 'p1', stock: { floor: '3' } }
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([
    { id: 'p0', name: 'Blue Dream', quantity: '13', price: 700 },
    { id: 'p3' },
  ])
  expect(await list()).toMatchObject({ total: 0 })

  await decide(['p1'], { kind: 'reopen' })
  expect((await productRows(pool, connectionId))[0]).toMatchObject({ id: 'p0', quantity: '10' })
  const filter = { state: 'waiting' as const }
  const everything = { scope, userId: newId(), chosen: { filter }, mappingOf }
  expect(await decideReview(pool, { ...everything, decision: { kind: 'create' } })).toEqual({ decided: 1 })
  expect(await decideReview(pool, { ...everything, decision: { kind: 'create' } })).toEqual({ decided: 0 })
  expect((await productRows(pool, connectionId)).map(({ id }) => id)).toEqual(['p0', 'p1', 'p3'])

  const strangers = { organizationId: newId(), storeIds: null }
  expect((await listReview(pool, strangers, { state: 'created' }, { page: 1, pageSize: 50 })).total).toBe(0)
  const foreign = { ...everything, scope: strangers, chosen: { ids: waiting.rows.map(({ id }) => id) } }
  for (const kind of ['create', 'ignore', 'reopen'] as const)
    expect(await decideReview(pool, { ...foreign, decision: { kind } })).toEqual({ decided: 0 })

  const { rows } = await listDuplicates(pool, scope, { page: 1, pageSize: 10 })
  expect(rows.map(({ kind, value, products }) => [kind, value, products.length])).toEqual([
    ['barcode', '0001', 2],
  ])
})

test('A product lives on by its other key when its first one disappears, and a record that is gone no longer waits.', async () => {
  const { pos, connectionId, list, decide } = await reviewedStore()
  await decide(['p1'], { kind: 'link' })
  pos.products.splice(0, 1)
  pos.inventory.splice(0, 1)
  pos.products.splice(1, 1)
  pos.inventory.splice(1, 1)
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ id: 'p0', status: 'active', quantity: '4' }])
  expect((await list()).rows.map(({ sourceId }) => sourceId)).toEqual(['p3'])

  pos.products.splice(0, 1)
  pos.inventory.splice(0, 1)
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ id: 'p0', status: 'deleted' }])
})

test('Linking all to their surest proposal leaves those whose product is gone, and lists no proposal of it.', async () => {
  const { pos, connectionId, scope, list, decide, mappingOf } = await reviewedStore()
  pos.products.push({ id: 'p4', name: 'Something else again', brand: 'South', price: 1300, barcode: '0003' })
  await sync(pool, connectionId, pos)
  const proposed = async () =>
    Object.fromEntries((await list()).rows.map((row) => [row.sourceId, row.proposals.length]))
  expect(await proposed()).toEqual({ p1: 1, p2: 1, p3: 0, p4: 0 })
  await decide(['p3'], { kind: 'create' })
  expect(await proposed(), 'the first of two became a product').toEqual({ p1: 1, p2: 1, p4: 1 })
  pos.products.splice(3, 1)
  await sync(pool, connectionId, pos)
  expect(await proposed()).toEqual({ p1: 1, p2: 1, p4: 0 })
  for (const [alike, id] of [
    ['barcode', 'p1'],
    ['name', 'p2'],
    ['none', 'p4'],
  ] as const) {
    const found = await listReview(pool, scope, { state: 'waiting', alike }, { page: 1, pageSize: 50 })
    expect(found.rows.map(({ sourceId }) => sourceId)).toEqual([id])
  }
  const all = { scope, userId: newId(), chosen: { filter: { state: 'waiting' as const } }, mappingOf }
  expect(await decideReview(pool, { ...all, decision: { kind: 'link' } })).toEqual({ decided: 2 })
  expect(await proposed()).toEqual({ p4: 0 })
})
