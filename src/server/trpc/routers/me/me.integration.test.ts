import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '#server/access/password.ts'
import { startSession } from '#server/access/session.ts'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { callerFor } from '../../testing.ts'

const current = 'seven quiet rivers'

async function newPerson() {
  const organization = await createOrganization(pool, { stores: 2 })
  const person = await organization.addPerson('staff', { passwordHash: await hashPassword(current) })
  const elsewhere = await startSession(pool, {
    userId: person.userId,
    userAgent: 'Safari',
    ipAddress: '192.0.2.9',
    now: new Date(),
  })
  return { ...person, elsewhere }
}

test('A person sees their sessions and can end one.', async () => {
  const person = await newPerson()
  const me = await callerFor(person.sessionId)
  expect(await me.me.sessions()).toMatchObject([
    { id: person.sessionId, current: true },
    { id: person.elsewhere, current: false, userAgent: 'Safari', ipAddress: '192.0.2.9' },
  ])
  await me.me.endSession({ id: person.elsewhere })
  await expect((await callerFor(person.elsewhere)).me.get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  expect(await me.me.sessions()).toHaveLength(1)
})

test('A new password counts at once and ends the other sessions.', async () => {
  const person = await newPerson()
  const me = await callerFor(person.sessionId)
  await me.me.changePassword({ current, next: 'eight louder rivers' })
  const { rows } = await pool.query<{ hash: string }>(
    'SELECT password_hash AS hash FROM user_account WHERE id = $1',
    [person.userId],
  )
  expect(await verifyPassword(rows[0]?.hash ?? null, 'eight louder rivers')).toBe(true)
  expect((await me.me.sessions()).map((session) => session.id)).toEqual([person.sessionId])
})

test('A wrong current password is refused on its field, and after five tries with a wait.', async () => {
  const me = await callerFor((await newPerson()).sessionId)
  const guess = () => me.me.changePassword({ current: 'a guess', next: 'eight louder rivers' })
  for (let count = 0; count < 5; count++) {
    await expect(guess()).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { field: 'current' } })
  }
  await expect(guess()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
})

test('A weak new password is refused on its field.', async () => {
  const me = await callerFor((await newPerson()).sessionId)
  await expect(me.me.changePassword({ current, next: 'iloveyou1' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    cause: { field: 'next' },
  })
})
