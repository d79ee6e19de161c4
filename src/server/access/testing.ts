/** For tests only: an organisation with stores and signed-in people, written straight into the database. */
import type { Queryable } from '../db/transaction.ts'
import { newId } from '../lib/ids.ts'
import type { Role } from './permissions.ts'
import { startSession } from './session.ts'

export type TestPerson = { userId: string; membershipId: string; sessionId: string; email: string }

/**
 * @param input number of `stores`, each in Los Angeles and open to everybody.
 * @returns ids, and `addPerson`, which makes a member with a session; `storeIds` limits them.
 */
export async function createOrganization(db: Queryable, input: { stores: number }) {
  const organizationId = newId()
  await db.query('INSERT INTO organization (id, name) VALUES ($1, $2)', [
    organizationId,
    `Organisation ${organizationId}`,
  ])
  const storeIds: string[] = []
  for (let number = 1; number <= input.stores; number++) {
    const id = newId()
    storeIds.push(id)
    await db.query(
      `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction)
       VALUES ($1, $2, $3, 'America/Los_Angeles', 'US-CA')`,
      [id, organizationId, `Store ${number}`],
    )
  }

  async function addPerson(
    role: Role,
    options: { storeIds?: string[]; passwordHash?: string; email?: string } = {},
  ): Promise<TestPerson> {
    const userId = newId()
    const membershipId = newId()
    const email = options.email ?? `${userId}@example.com`
    await db.query('INSERT INTO user_account (id, email, name, password_hash) VALUES ($1, $2, $3, $4)', [
      userId,
      email,
      `The ${role}`,
      options.passwordHash ?? null,
    ])
    await db.query(
      'INSERT INTO membership (id, organization_id, user_id, role, limited_to_stores) VALUES ($1, $2, $3, $4, $5)',
      [membershipId, organizationId, userId, role, options.storeIds !== undefined],
    )
    for (const storeId of options.storeIds ?? []) {
      await db.query('INSERT INTO membership_store (membership_id, store_id) VALUES ($1, $2)', [
        membershipId,
        storeId,
      ])
    }
    const sessionId = await startSession(db, {
      userId,
      userAgent: 'test',
      ipAddress: '192.0.2.1',
      now: new Date(),
    })
    return { userId, membershipId, sessionId, email }
  }

  return { organizationId, storeIds, addPerson }
}
