import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { dropCredentials, openCredentials, saveCredentials } from './credentials.ts'

let organizationId: string
let storeId: string
const values = { account: 'main-street', key: 'a-key-nobody-may-see' }

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  organizationId = organization.organizationId
  storeId = organization.storeIds[0] ?? ''
})
afterAll(() => pool.end())

async function sealed() {
  const connection = { id: await insertConnection(pool, organizationId, storeId), organizationId }
  await inTransaction((tx) => saveCredentials(tx, connection, values))
  return connection
}

it('stores every value sealed and opens it again', async () => {
  const connection = await sealed()
  expect(await openCredentials(pool, connection)).toEqual(values)
  const { rows } = await pool.query<{ sealed: string }>(
    'SELECT sealed FROM connection_secret WHERE connection_id = $1',
    [connection.id],
  )
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row.sealed).not.toMatch(/main-street|a-key-nobody-may-see/)
})

it('replaces one value, keeps the others, and forgets the token obtained with the old one', async () => {
  const connection = await sealed()
  await pool.query(
    `INSERT INTO connection_secret (id, connection_id, name, sealed, updated_at)
     VALUES (gen_random_uuid(), $1, 'token', 'x', now())`,
    [connection.id],
  )
  await inTransaction((tx) => saveCredentials(tx, connection, { key: 'another-key' }))
  expect(await openCredentials(pool, connection)).toEqual({ ...values, key: 'another-key' })
  const { rows } = await pool.query(
    "SELECT 1 FROM connection_secret WHERE connection_id = $1 AND name = 'token'",
    [connection.id],
  )
  expect(rows).toEqual([])
})

it('drops all but what is to be kept', async () => {
  const connection = await sealed()
  await inTransaction((tx) => dropCredentials(tx, connection.id, ['account']))
  expect(await openCredentials(pool, connection)).toEqual({ account: values.account })
})

it('does not open a value that was moved to another row or read for another organisation', async () => {
  const [from, to] = [await sealed(), await sealed()]
  const problem = { code: 'conflict', message: expect.stringContaining('Enter them again') }
  await expect(openCredentials(pool, { ...from, organizationId: to.id })).rejects.toMatchObject(problem)
  await pool.query(
    `UPDATE connection_secret t SET sealed = f.sealed FROM connection_secret f
      WHERE t.connection_id = $2 AND f.connection_id = $1 AND t.name = f.name AND t.name = 'key'`,
    [from.id, to.id],
  )
  await expect(openCredentials(pool, to)).rejects.toMatchObject(problem)
  expect(await openCredentials(pool, from)).toEqual(values)
})
