import { beforeAll, expect, test } from 'vitest'
import { pool } from '../db/pool.ts'
import { newId } from '../lib/ids.ts'
import { hashPassword } from './password.ts'
import { signIn } from './sign-in.ts'
import { createOrganization } from './testing.ts'
import { createThrottle } from './throttle.ts'

const password = 'seven quiet rivers'
const throttle = createThrottle(pool, 'sign-in')
const waits: number[] = []
const clock = {
  now: () => new Date(),
  sleep: async (milliseconds: number) => {
    waits.push(milliseconds)
  },
}

let organization: Awaited<ReturnType<typeof createOrganization>>
let passwordHash: string
beforeAll(async () => {
  organization = await createOrganization(pool, { stores: 1 })
  passwordHash = await hashPassword(password)
})

const attempt = (email: string, typed: string, ip: string) =>
  signIn({ pool, throttle, clock }, { email, password: typed, ip, userAgent: 'Firefox' })

async function auditOf(userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ action: string }>(
    'SELECT action FROM audit_entry WHERE user_id = $1 ORDER BY id',
    [userId],
  )
  return rows.map((row) => row.action)
}

test('The right password opens a new session each time, whatever the case of the address.', async () => {
  const person = await organization.addPerson('staff', { passwordHash })
  const first = await attempt(person.email.toUpperCase(), password, '192.0.2.10')
  const second = await attempt(person.email, password, '192.0.2.10')
  if (!first.ok || !second.ok) throw new Error('refused')
  expect(first.user.id).toBe(person.userId)
  expect(second.sessionId).not.toBe(first.sessionId)
  expect(await auditOf(person.userId)).toEqual(['session.started', 'session.started'])
})

test('A wrong password, an unknown address and a removed member get one and the same answer, after a wait.', async () => {
  const person = await organization.addPerson('staff', { passwordHash })
  const removed = await organization.addPerson('staff', { passwordHash })
  await pool.query('DELETE FROM membership WHERE id = $1', [removed.membershipId])
  waits.length = 0
  const answers = [
    await attempt(person.email, 'not this one', '192.0.2.11'),
    await attempt(`${newId()}@example.com`, password, '192.0.2.11'),
    await attempt(removed.email, password, '192.0.2.11'),
  ]
  expect(answers).toEqual(Array(3).fill({ ok: false, reason: 'wrong' }))
  // Of the 400 ms that each answer takes; none are left on a machine that was slower by itself.
  expect(waits.every((wait) => wait >= 0 && wait <= 400)).toBe(true)
  expect(waits).toHaveLength(3)
  expect(await auditOf(person.userId)).toEqual(['session.refused'])
})

test('After five wrong guesses from one address even the right password has to wait; elsewhere it works.', async () => {
  const person = await organization.addPerson('staff', { passwordHash })
  for (let guess = 0; guess < 5; guess++) await attempt(person.email, `guess ${guess}`, '192.0.2.12')
  const blocked = await attempt(person.email, password, '192.0.2.12')
  if (blocked.ok || blocked.reason !== 'too_many') throw new Error('let through')
  expect(blocked.retryAfterSeconds).toBeGreaterThan(14 * 60)
  expect(blocked.retryAfterSeconds).toBeLessThanOrEqual(15 * 60)
  expect((await attempt(person.email, password, '192.0.2.13')).ok).toBe(true)
})

test('Guesses sent at once get no more than five looks at the password.', async () => {
  const email = `${newId()}@example.com`
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(email, 'a guess', '192.0.2.14')))
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'wrong')).toHaveLength(5)
})

test('One address that tries many accounts is stopped, also when it moves within its IPv6 network.', async () => {
  const guesses = Array.from({ length: 101 }, (_, index) => ({
    account: `account ${index}`,
    ip: `2001:db8:1:2::${(index + 1).toString(16)}`,
  }))
  const turns = await Promise.all(guesses.map((guess) => throttle.take(guess)))
  expect(turns.filter((turn) => turn.allowed)).toHaveLength(100)
  expect((await throttle.take({ account: 'account 1', ip: '2001:db8:1:3::1' })).allowed).toBe(true)
})

test('The counters hold no e-mail address.', async () => {
  const { rows } = await pool.query<{ key: string }>('SELECT key FROM rate_limit')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ key }) => key.includes('@'))).toEqual([])
})
