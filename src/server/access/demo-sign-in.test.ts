import { expect, test } from 'vitest'
import { demoPassword, demoPeople } from '#scripts/seed/demo-data.ts'
import { demoSignIn } from './demo-sign-in.ts'

test('The sign-in shown in the demo is the one its seed makes.', () => {
  expect(demoPeople.find((person) => person.role === 'owner')?.email).toBe(demoSignIn.email)
  expect(demoPassword('owner')).toBe(demoSignIn.password)
})
