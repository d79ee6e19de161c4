import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('A hash is argon2id at the agreed cost, with a salt of its own.', async () => {
  const [one, two] = await Promise.all([
    hashPassword('seven quiet rivers'),
    hashPassword('seven quiet rivers'),
  ])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
  expect(one).not.toBe(two)
})

test('Only the password itself matches, composed or decomposed.', async () => {
  const stored = await hashPassword('caf\u00e9 at noon')
  expect(await verifyPassword(stored, 'cafe\u0301 at noon')).toBe(true)
  expect(await verifyPassword(stored, 'cafe at noon')).toBe(false)
})

test('Without a stored hash nothing matches.', async () => {
  expect(await verifyPassword(null, '')).toBe(false)
})
