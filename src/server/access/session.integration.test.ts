import { beforeAll, expect, test } from 'vitest'
import { pool } from '../db/pool.ts'
import { findIdentity, idleMs, lifetimeMs, startSession } from './session.ts'
import { createOrganization } from './testing.ts'

const start = new Date('2026-03-01T08:00:00Z')
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds)

let organization: Awaited<ReturnType<typeof createOrganization>>
beforeAll(async () => {
  organization = await createOrganization(pool, { stores: 2 })
})

async function newSession(storeIds?: string[]) {
  const person = await organization.addPerson('staff', storeIds ? { storeIds } : {})
  const sessionId = await startSession(pool, {
    userId: person.userId,
    userAgent: 'Firefox',
    ipAddress: '192.0.2.7',
    now: start,
  })
  return { ...person, sessionId }
}

test('A session says who somebody is, their role and their stores.', async () => {
  const [first] = organization.storeIds
  const person = await newSession(first ? [first] : [])
  expect(await findIdentity(pool, person.sessionId, start)).toMatchObject({
    session: { id: person.sessionId, userId: person.userId },
    user: { email: person.email },
    membership: { organizationId: organization.organizationId, role: 'staff', storeIds: [first] },
  })
})

test('Somebody limited to stores that are all gone sees none, not all.', async () => {
  const person = await newSession([])
  expect((await findIdentity(pool, person.sessionId, start))?.membership.storeIds).toEqual([])
})

test('A session idles out, and use keeps it alive.', async () => {
  const { sessionId } = await newSession()
  expect(await findIdentity(pool, sessionId, later(idleMs - 1_000))).not.toBeNull()
  expect(await findIdentity(pool, sessionId, later(2 * idleMs - 2_000))).not.toBeNull()
  expect(await findIdentity(pool, sessionId, later(3 * idleMs))).toBeNull()
})

test('A session in steady use still ends after 30 days.', async () => {
  const { sessionId } = await newSession()
  await pool.query('UPDATE session SET last_seen_at = $2 WHERE id = $1', [
    sessionId,
    later(lifetimeMs - 2_000),
  ])
  expect(await findIdentity(pool, sessionId, later(lifetimeMs - 1_000))).not.toBeNull()
  expect(await findIdentity(pool, sessionId, later(lifetimeMs))).toBeNull()
})

test('Being seen is written down once a minute at most.', async () => {
  const { sessionId } = await newSession()
  const lastSeen = async () => {
    const { rows } = await pool.query<{ at: Date }>('SELECT last_seen_at AS at FROM session WHERE id = $1', [
      sessionId,
    ])
    return rows[0]?.at
  }
  await findIdentity(pool, sessionId, later(59_000))
  expect(await lastSeen()).toEqual(start)
  await findIdentity(pool, sessionId, later(61_000))
  expect(await lastSeen()).toEqual(later(61_000))
})

test('A removed member is nobody, though the session row is alive.', async () => {
  const person = await newSession()
  await pool.query('DELETE FROM membership WHERE id = $1', [person.membershipId])
  expect(await findIdentity(pool, person.sessionId, start)).toBeNull()
})
