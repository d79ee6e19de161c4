import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts'
import { acceptInvitation, findInvitation } from './accept-invitation.ts'
import { foundOrganization } from './found-organization.ts'

const now = new Date('2026-11-24T12:00:00Z')
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('the first owner of a new organisation joins by the link, and its name is taken from then on', async () => {
  const tx = await database.pool.connect()
  try {
    const { organizationId, link } = await foundOrganization(tx, {
      name: 'Cedar Row',
      email: 'ada@example.com',
      now,
    })
    const invitation = await findInvitation(tx, link.replace('/invite/', ''), now)
    expect(invitation).toMatchObject({
      organizationId,
      role: 'owner',
      storeIds: null,
      email: 'ada@example.com',
    })

    await acceptInvitation(tx, invitation, { name: 'Ada', passwordHash: 'not-a-hash', now })
    const { rows } = await tx.query(
      'SELECT role, limited_to_stores FROM membership WHERE organization_id = $1',
      [organizationId],
    )
    expect(rows).toEqual([{ role: 'owner', limited_to_stores: false }])

    await expect(foundOrganization(tx, { name: 'cedar row', email: 'eve@example.com', now })).rejects.toThrow(
      'There is an organisation',
    )
  } finally {
    tx.release()
  }
})
