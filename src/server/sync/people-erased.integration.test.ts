import { beforeEach, expect, test } from 'vitest'
import { eraseCustomer } from '#server/customers/erase-customer.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { countStatements } from './testing/count-statements.ts'
import { fakeCustomers } from './testing/fake-people.ts'
import { type FakePos, fakePos, fakeProducts } from './testing/fake-pos.ts'
import { customerRows, foundInClear, orderRows } from './testing/people-world.ts'
import { createConnection, eventRows, queueRun, sync, work } from './testing/sync-world.ts'

const line = { product: 'p0', name: 'Product 0', quantity: '1', price: 1000 }
let connectionId = ''
let pos: FakePos
let people: NonNullable<FakePos['people']>
beforeEach(async () => {
  connectionId = await createConnection(pool)
  pos = fakePos(fakeProducts(1))
  people = {
    customers: fakeCustomers(3),
    orders: [
      { id: 'o0', customer: 'c0', servedTo: 'Marisol Quintero0', lines: [line] },
      { id: 'o1', customer: 'c1', servedTo: 'Marisol Quintero1', lines: [line] },
    ],
  }
  pos.people = people
  await sync(pool, connectionId, pos)
})

async function erase(sourceId: string): Promise<void> {
  const { rows } = await pool.query(
    `SELECT c.id, c.organization_id AS "organizationId" FROM customer c WHERE connection_id = $1 AND source_id = $2`,
    [connectionId, sourceId],
  )
  const { id, organizationId } = rows[0]
  const actor = { scope: { organizationId, storeIds: null }, userId: newId() }
  await inTransaction((tx) => eraseCustomer(tx, actor, id), pool)
}

const hashesOf = async (sourceId: string) =>
  (
    await pool.query(
      `SELECT c.email_hash, c.phone_hash, c.name_hash, r.hash, v.hash AS version_hash, r.payload, v.payload AS version,
              k.sealed
         FROM customer c
         JOIN source_record r USING (connection_id, source_id)
         JOIN source_record_version v ON v.record_id = r.id
         JOIN person_key k USING (connection_id, source_id, entity)
        WHERE c.connection_id = $1 AND c.source_id = $2 AND r.entity = 'customers'`,
      [connectionId, sourceId],
    )
  ).rows

test('an erased person is not taken in again, whatever the POS sends of them', async () => {
  await erase('c0')
  const before = await eventRows(pool, connectionId)
  const [ada, ...others] = people.customers
  if (!ada) throw new Error('nobody there')
  pos.people = { ...people, customers: [{ ...ada, email: 'another@example.test' }, ...others] }
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[2]).toMatchObject({ created: 0, updated: 0, failed: 0, unchanged: 3, deleted: 0 })
  expect(await eventRows(pool, connectionId)).toEqual(before)
  const [erased, other] = await customerRows(pool, connectionId)
  expect(erased).toMatchObject({ sourceId: 'c0', status: 'deleted', profile: null, payload: null })
  expect(other).toMatchObject({ sourceId: 'c1', profile: { lastName: 'Quintero1' } })
  const [left, ...more] = await hashesOf('c0')
  expect(more).toEqual([])
  expect(left).toEqual({
    email_hash: null,
    phone_hash: null,
    name_hash: null,
    hash: '',
    version_hash: '',
    payload: { erased: true },
    version: { erased: true },
    sealed: null,
  })
})

test('an order of an erased person stays as figures, also when it goes on', async () => {
  await erase('c0')
  const [order, other] = people.orders
  if (!order || !other) throw new Error('no orders')
  pos.people = { ...people, orders: [{ ...order, status: 'completed' }, other] }
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[3]).toMatchObject({ updated: 1, unchanged: 1 })
  expect(await orderRows(pool, connectionId)).toMatchObject([
    { id: 'o0', status: 'completed', totalMinor: 1000, customer: null },
    { id: 'o1', status: 'pending', customer: 'c1' },
  ])
  const { rows } = await pool.query(
    `SELECT payload FROM source_record WHERE connection_id = $1 AND entity = 'orders' AND source_id = 'o0'`,
    [connectionId],
  )
  expect(rows).toEqual([{ payload: { erased: true } }])
  expect(await foundInClear(pool, 'Quintero0')).toEqual([])
})

test('a page that comes while a person is erased finds the key gone', async () => {
  let erasing: Promise<void> | undefined
  pos.beforePage = (entity) => {
    if (entity === 'customers') erasing = erase('c0')
  }
  const [ada, ...others] = people.customers
  if (!ada) throw new Error('nobody there')
  pos.people = { ...people, customers: [{ ...ada, status: 'banned' }, ...others] }
  await sync(pool, connectionId, pos)
  await erasing
  expect((await customerRows(pool, connectionId))[0]).toMatchObject({ status: 'deleted', profile: null })
})

test('a record moved to another row, or to another version of its own, does not open', async () => {
  const move = (set: string) =>
    pool.query(
      `UPDATE source_record SET ${set} WHERE connection_id = $1 AND entity = 'customers' AND source_id = 'c0'`,
      [connectionId],
    )
  await move('version = 2')
  await expect(customerRows(pool, connectionId)).rejects.toThrow('changed or moved')
  await move('version = 1')
  await expect(customerRows(pool, connectionId)).resolves.toHaveLength(3)
  await move(
    `payload = (SELECT payload FROM source_record WHERE connection_id = $1 AND entity = 'customers' AND source_id = 'c1')`,
  )
  await expect(customerRows(pool, connectionId)).rejects.toThrow('another key')
})

test('a page of 2,000 customers or orders takes as many statements as one of two', async () => {
  const [few, many] = [await statementsOf(2), await statementsOf(2000)]
  expect(few.customers).toBeLessThanOrEqual(18)
  expect(few.orders).toBeLessThanOrEqual(19)
  expect(many).toEqual(few)
})

/** Statements PostgreSQL is sent in each transaction of a first sync that takes in such a page. */
async function statementsOf(size: number) {
  const id = await createConnection(pool)
  const big = fakePos(fakeProducts(1), size)
  big.people = {
    customers: fakeCustomers(size),
    orders: Array.from({ length: size }, (_, index) => ({
      id: `o${index}`,
      ...(index % 2 ? { customer: `c${index}` } : {}),
      lines: [line, line],
    })),
  }
  const { counting, taken } = countStatements(pool)
  const runId = await queueRun(pool, id)
  expect(await work(counting, big, runId)).toBe('succeeded')
  const of = (text: string) => taken.find((texts) => texts.some((each) => each.includes(text)))?.length
  return { customers: of('INSERT INTO customer '), orders: of('INSERT INTO customer_order ') }
}
