import { beforeEach, expect, test } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import { insertCustomer } from '#server/customers/testing.ts'
import { pool } from '#server/db/pool.ts'
import { insertOrder } from '#server/orders/testing.ts'
import { callerFor } from '../../testing.ts'

let organization: Awaited<ReturnType<typeof createOrganization>>
let scope: { organizationId: string; storeId: string; connectionId: string }
let api: Awaited<ReturnType<typeof callerFor>>
beforeEach(async () => {
  organization = await createOrganization(pool, { stores: 1 })
  const { organizationId } = organization
  const storeId = organization.storeIds[0] ?? ''
  scope = { organizationId, storeId, connectionId: await insertConnection(pool, organizationId, storeId) }
  api = await callerFor((await organization.addPerson('owner')).sessionId)
})

const auditOf = async (subject: string) => {
  const { rows } = await pool.query('SELECT action, detail FROM audit_entry WHERE subject = $1 ORDER BY id', [
    subject,
  ])
  return rows
}

test('A search finds somebody by the whole of their e-mail, phone, name or id, and by no part of it.', async () => {
  const id = await insertCustomer(pool, scope, { sourceId: 'cust-77' })
  await insertCustomer(pool, scope, {
    firstName: 'Grace',
    lastName: 'Hopper',
    email: 'g@example.test',
    phone: null,
  })
  const found = async (q: string) => (await api.customers.list({ q })).rows.map((row) => row.id)
  for (const q of [
    ' ADA@example.test',
    '415.555.0142',
    '1 415 555 0142',
    'lovelace, ADA',
    'Ada Lovelace',
    'cust-77',
  ])
    expect(await found(q), q).toEqual([id])
  for (const q of ['ada', 'ada@', '555', '%', 'nobody@example.test']) expect(await found(q), q).toEqual([])
  expect((await api.customers.list({})).total).toBe(2)
})

test('The same person hashes differently in another organisation.', async () => {
  await insertCustomer(pool, scope)
  const other = await createOrganization(pool, { stores: 1 })
  const storeId = other.storeIds[0] ?? ''
  const connectionId = await insertConnection(pool, other.organizationId, storeId)
  await insertCustomer(pool, { organizationId: other.organizationId, storeId, connectionId })
  const { rows } = await pool.query(
    'SELECT DISTINCT email_hash FROM customer WHERE organization_id = ANY($1)',
    [[scope.organizationId, other.organizationId]],
  )
  expect(rows).toHaveLength(2)
})

test('A list shows contacts masked, a customer’s own page shows them whole and writes down who looked, once a look.', async () => {
  const id = await insertCustomer(pool, scope, { sourceId: 'c1' })
  await insertOrder(pool, scope, { customerSourceId: 'c1' })
  const [row] = (await api.customers.list({})).rows
  expect(row).toMatchObject({ name: 'Ada L.', email: 'a•••@example.test', phone: '•••42', orderCount: 1 })
  expect(await auditOf(`customer:${id}`)).toEqual([])
  const view = await api.customers.get({ id })
  await api.customers.get({ id })
  expect(view.profile).toMatchObject({ email: 'ada@example.test', phone: '+1 (415) 555-0142' })
  expect(view.orders).toMatchObject([{ number: 'A1B2C3', totalMinor: 2750 }])
  expect(await auditOf(`customer:${id}`)).toEqual([{ action: 'customer.read', detail: {} }])
})

test('Who may not read customers sees an order without whose it is.', async () => {
  await insertCustomer(pool, scope, { sourceId: 'c1' })
  const id = await insertOrder(pool, scope, { customerSourceId: 'c1' })
  expect((await api.orders.get({ id })).customer).toMatchObject({ name: 'Ada L.' })
  const viewer = await callerFor((await organization.addPerson('viewer')).sessionId)
  const seen = await viewer.orders.get({ id })
  expect(seen.customer).toBeNull()
  expect(JSON.stringify(seen)).not.toMatch(/"c1"|Ada/)
})

test('Erasing takes the key, what they were found by and the link from their orders, and is written down.', async () => {
  const id = await insertCustomer(pool, scope, { sourceId: 'c1' })
  const orderId = await insertOrder(pool, scope, { customerSourceId: 'c1' })
  await api.customers.erase({ id })
  await api.customers.erase({ id })
  expect((await api.customers.list({ q: 'ada@example.test', statuses: ['deleted'] })).rows).toEqual([])
  expect((await api.customers.list({})).rows).toEqual([])
  expect((await api.customers.list({ statuses: ['deleted'] })).rows).toMatchObject([
    { id, name: null, email: null, phone: null, erasedAt: expect.any(Date) },
  ])
  expect(await api.customers.get({ id })).toMatchObject({ profile: null, source: null, orders: [] })
  expect(await api.orders.get({ id: orderId })).toMatchObject({ customer: null, order: { totalMinor: 2750 } })
  expect(await api.customers.history({ id })).toMatchObject([
    { type: 'customer.erased', cause: { userName: 'The owner' } },
  ])
  expect(await api.customers.history({ id, kind: 'gone' })).toHaveLength(1)
  expect(await api.customers.history({ id, kind: 'changed' })).toEqual([])
  expect(await auditOf(`customer:${id}`)).toEqual([{ action: 'customer.erased', detail: {} }])
})

test('A profile moved to another customer’s row does not open, and the answer tells nothing of it.', async () => {
  const [from, to] = [await insertCustomer(pool, scope), await insertCustomer(pool, scope)]
  await pool.query(
    'UPDATE customer SET profile = (SELECT profile FROM customer WHERE id = $1) WHERE id = $2',
    [from, to],
  )
  await expect(api.customers.get({ id: to })).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  await expect(api.customers.get({ id: from })).resolves.toMatchObject({ profile: { firstName: 'Ada' } })
})
