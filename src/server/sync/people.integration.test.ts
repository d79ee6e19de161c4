import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { fakeCustomers, fakePlacedAt } from './testing/fake-people.ts'
import { type FakePos, fakePos, fakeProducts } from './testing/fake-pos.ts'
import { customerRows, foundInClear, orderRows } from './testing/people-world.ts'
import { createConnection, eventRows, issueRows, sync } from './testing/sync-world.ts'

let connectionId = ''
let pos: FakePos
let people: NonNullable<FakePos['people']>
beforeEach(async () => {
  connectionId = await createConnection(pool)
  pos = fakePos(fakeProducts(3))
  const line = { product: 'p1', name: 'Product 1', quantity: '2', price: 1001 }
  people = {
    customers: fakeCustomers(7),
    orders: [
      { id: 'o0', customer: 'c0', servedTo: 'Marisol Quintero0', lines: [line] },
      { id: 'o1', customer: 'late', servedTo: 'Marisol Quintero99', lines: [line] },
      {
        id: 'o2',
        servedTo: 'Thandiwe Okonkwo',
        lines: [{ ...line, product: 'fee', quantity: '0.5', price: 1000 }],
      },
    ],
  }
  pos.people = people
})

test('customers and orders come in, and nothing a person could be told by lies in any table in the clear', async () => {
  const { outcome, phases } = await sync(pool, connectionId, pos)
  expect(outcome).toBe('succeeded')
  expect(phases.slice(2)).toMatchObject([
    { entity: 'customers', status: 'done', pages: 2, read: 7, created: 7, failed: 0 },
    { entity: 'orders', status: 'done', pages: 1, read: 3, created: 3, failed: 0 },
  ])
  const customers = await customerRows(pool, connectionId)
  expect(customers).toHaveLength(7)
  expect(customers[3]).toMatchObject({
    sourceId: 'c3',
    status: 'active',
    profile: { firstName: 'Marisol', lastName: 'Quintero3', phone: '(415) 555-0003', loyaltyPoints: '12.5' },
    payload: people.customers[3],
  })
  for (const secret of [
    'Quintero',
    'Marisol',
    'marisol',
    'example.test',
    '555-00',
    '415555',
    'D7712345',
    'Okonkwo',
  ]) {
    expect(await foundInClear(pool, secret), secret).toEqual([])
  }
  // The search finds what is there.
  expect(await foundInClear(pool, 'Product 1')).toEqual(expect.arrayContaining(['order_line', 'product']))
})

test('an order knows its amounts, and its customer and product as soon as they are there', async () => {
  await sync(pool, connectionId, pos)
  const [first, second, third] = await orderRows(pool, connectionId)
  expect(first).toMatchObject({
    id: 'o0',
    number: 'O0',
    status: 'pending',
    placedAt: fakePlacedAt,
    totalMinor: 2002,
    currency: 'USD',
    customer: 'c0',
    lines: [{ name: 'Product 1', quantity: '2', totalMinor: 2002, variant: 'p1' }],
  })
  expect(second).toMatchObject({ customer: null })
  expect(third).toMatchObject({ customer: null, lines: [{ quantity: '0.5', variant: null }] })
  people.customers.push({ id: 'late', name: ['Marisol', 'Quintero99'] })
  pos.products = [...pos.products, { id: 'fee', name: 'Bag', price: 10 }]
  await sync(pool, connectionId, pos)
  expect(await orderRows(pool, connectionId)).toMatchObject([
    { customer: 'c0' },
    { customer: 'late' },
    { customer: null, lines: [{ variant: 'fee' }] },
  ])
})

test('a second sync finds nothing new; what changed is told by status, amount and the names of fields', async () => {
  await sync(pool, connectionId, pos)
  const before = await eventRows(pool, connectionId)
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases.slice(2)).toMatchObject([
    { created: 0, updated: 0, unchanged: 7 },
    { created: 0, updated: 0, unchanged: 3 },
  ])
  expect(await eventRows(pool, connectionId)).toEqual(before)
  const [ada, ...others] = people.customers
  const [order, ...orders] = people.orders
  if (!ada || !order) throw new Error('nobody there')
  pos.people = {
    customers: [{ ...ada, email: 'new.address@example.test', status: 'banned' }, ...others],
    orders: [
      { ...order, status: 'ready', lines: order.lines.map((line) => ({ ...line, quantity: '3' })) },
      ...orders,
    ],
  }
  const second = await sync(pool, connectionId, pos)
  expect(second.phases.slice(2)).toMatchObject([
    { updated: 1, unchanged: 6 },
    { updated: 1, unchanged: 2 },
  ])
  expect((await eventRows(pool, connectionId)).slice(before.length)).toMatchObject([
    {
      type: 'customer.changed',
      data: { changes: [{ field: 'status', before: 'active', after: 'banned' }], personal: ['email'] },
    },
    {
      type: 'order.changed',
      data: {
        totalMinor: 3003,
        changes: expect.arrayContaining([
          { field: 'status', before: 'pending', after: 'ready' },
          { field: 'totalMinor', before: 2002, after: 3003 },
        ]),
      },
    },
  ])
  expect((await orderRows(pool, connectionId))[0]).toMatchObject({
    status: 'ready',
    totalMinor: 3003,
    lines: [{ quantity: '3' }],
  })
  expect(await foundInClear(pool, 'new.address')).toEqual([])
})

test('orders are read back ninety days at most, and never removed for not being sent again', async () => {
  await sync(pool, connectionId, pos)
  const since = pos.reads.find((read) => read.entity === 'orders')?.since
  expect((Date.now() - Number(since)) / 86_400_000).toBeCloseTo(90, 2)
  pos.people = { ...people, orders: people.orders.slice(1) }
  pos.incremental = ['orders']
  const { outcome, phases } = await sync(pool, connectionId, pos)
  expect(outcome).toBe('succeeded')
  expect(phases[3]).toMatchObject({ entity: 'orders', status: 'done', deleted: 0 })
  expect(await orderRows(pool, connectionId)).toHaveLength(3)
  pos.reads.length = 0
  await sync(pool, connectionId, pos, { mode: 'incremental' })
  const delta = pos.reads.find((read) => read.entity === 'orders')?.since
  expect(Date.now() - Number(delta)).toBeLessThan(600_000)
})

test('a customer who is no longer sent becomes deleted, unless the POS tells deletions itself', async () => {
  await sync(pool, connectionId, pos)
  pos.people = { ...people, customers: people.customers.slice(1) }
  pos.deletions = 'status'
  await sync(pool, connectionId, pos)
  expect(await customerRows(pool, connectionId)).toMatchObject([
    { sourceId: 'c0', status: 'active' },
    {},
    {},
    {},
    {},
    {},
    {},
  ])
  pos.deletions = 'absence'
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[2]).toMatchObject({ entity: 'customers', deleted: 1 })
  expect((await customerRows(pool, connectionId))[0]).toMatchObject({ sourceId: 'c0', status: 'deleted' })
  expect((await eventRows(pool, connectionId)).at(-1)).toMatchObject({ type: 'customer.removed' })
})

test('what is wrong with a customer is told without telling who it is', async () => {
  pos.people = { ...people, customers: [{ id: 'bad', name: ['Zebulon', 'Prufrock'], status: 'Prufrock' }] }
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[2]).toMatchObject({ read: 1, failed: 1 })
  expect(await issueRows(pool, connectionId)).toMatchObject([
    { id: 'bad', entity: 'customers', code: 'invalid_value', name: 'Customer bad' },
  ])
  expect(await foundInClear(pool, 'Prufrock')).toEqual([])
})

test('an order whose values do not fit is left out by itself, with an issue that quotes none of them', async () => {
  const [first, ...others] = people.orders
  const [line] = first?.lines ?? []
  if (!first || !line) throw new Error('no orders')
  pos.people = {
    ...people,
    orders: [{ ...first, lines: [{ ...line, quantity: '123456789012345678', price: 0 }] }, ...others],
  }
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[3]).toMatchObject({ read: 3, created: 2, failed: 1 })
  const { rows } = await pool.query(
    'SELECT source_id, code, message FROM record_issue WHERE connection_id = $1',
    [connectionId],
  )
  expect(rows).toEqual([
    {
      source_id: 'o0',
      code: 'not_storable',
      message: expect.stringMatching(/^A value of this record does not fit the database\. It was set aside/),
    },
  ])
})
