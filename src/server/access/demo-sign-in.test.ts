import { expect, test } from 'vitest'
import { demoPassword, demoPeople } from '#scripts/seed/demo-data.ts'
import { demoSignIn } from './demo-sign-in.ts'
import { passwordProblem } from './password-rules.ts'

test('The sign-in shown in the demo is the one its seed makes.', () => {
  expect(demoPeople.find((person) => person.role === 'owner')?.email).toBe(demoSignIn.email)
  expect(demoPassword('owner')).toBe(demoSignIn.password)
})

test('Demo passwords pass the rules everybody’s pass.', () => {
  for (const person of demoPeople)
    expect(passwordProblem(demoPassword(person.role), person), person.role).toBeNull()
})
