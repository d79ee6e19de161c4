import { beforeAll, describe, expect, test } from 'vitest'
import type { StoreInput } from '#lib/store-input.ts'
import { usualHours } from '#lib/usual-hours.ts'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { newId } from '#server/lib/ids.ts'
import { callerFor } from '../../testing.ts'

const entered: StoreInput = {
  name: 'Pine Street',
  address: '1 Pine Street',
  timeZone: 'America/Los_Angeles',
  openingHours: usualHours,
  jurisdiction: 'US-CA',
  customerTypes: 'both',
}

let organization: Awaited<ReturnType<typeof createOrganization>>
let owner: Awaited<ReturnType<typeof callerFor>>
beforeAll(async () => {
  organization = await createOrganization(pool, { stores: 2 })
  owner = await callerFor((await organization.addPerson('owner')).sessionId)
})

test('A store keeps what was entered, and what was changed.', async () => {
  const { id } = await owner.stores.create(entered)
  expect(await owner.stores.get({ id })).toEqual({ ...entered, id, connectionCount: 0 })
  const changed: StoreInput = {
    ...entered,
    name: 'Pine Street North',
    openingHours: { ...usualHours, sun: [], fri: [{ open: '18:00', close: '02:00' }] },
    customerTypes: 'medical',
  }
  await owner.stores.update({ id, ...changed })
  expect(await owner.stores.get({ id })).toEqual({ ...changed, id, connectionCount: 0 })
})

test('A name is taken once in an organisation, and the answer names the field.', async () => {
  await owner.stores.create({ ...entered, name: 'Harbor' })
  await expect(owner.stores.create({ ...entered, name: 'Harbor' })).rejects.toMatchObject({
    code: 'CONFLICT',
    cause: { field: 'name' },
  })
})

test('A store with a connection stays; without, it goes.', async () => {
  const { id } = await owner.stores.create({ ...entered, name: 'Mission' })
  const connectionId = newId()
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, sign_in_method, updated_at)
     VALUES ($1, $2, $3, 'any', 'Mission', 'key', now())`,
    [connectionId, organization.organizationId, id],
  )
  await expect(owner.stores.remove({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  await pool.query('DELETE FROM connection WHERE id = $1', [connectionId])
  await owner.stores.remove({ id })
  await expect(owner.stores.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

describe('Somebody limited to one store', () => {
  test('sees and changes that store, and no other.', async () => {
    const [here = '', there = ''] = organization.storeIds
    const admin = await callerFor((await organization.addPerson('admin', { storeIds: [here] })).sessionId)
    expect((await admin.stores.list()).map((store) => store.id)).toEqual([here])
    expect((await admin.me.get()).stores.map((store) => store.id)).toEqual([here])
    const missing = { code: 'NOT_FOUND' }
    await expect(admin.stores.get({ id: there })).rejects.toMatchObject(missing)
    await expect(admin.stores.update({ ...entered, id: there })).rejects.toMatchObject(missing)
    await expect(admin.stores.remove({ id: there })).rejects.toMatchObject(missing)
    await expect(admin.stores.create({ ...entered, name: 'New' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

test('A store of another organisation is not found, and stays as it was.', async () => {
  const other = await createOrganization(pool, { stores: 1 })
  const [id = ''] = other.storeIds
  const missing = { code: 'NOT_FOUND' }
  await expect(owner.stores.get({ id })).rejects.toMatchObject(missing)
  await expect(owner.stores.update({ ...entered, id })).rejects.toMatchObject(missing)
  await expect(owner.stores.remove({ id })).rejects.toMatchObject(missing)
  const foreign = await callerFor((await other.addPerson('viewer')).sessionId)
  expect(await foreign.stores.get({ id })).toMatchObject({ name: 'Store 1' })
})
