import { expect, test } from 'vitest'
import { passwordProblem } from './password-rules.ts'

const person = { email: 'ana.ruiz@example.com', name: 'Ana Ruiz Calderón' }

test.each(['seven quiet rivers', 'ключи от дома', 'wq7#pTz0', 'x'.repeat(30).concat(' and then some words')])(
  '“%s” is taken: length counts, composition does not.',
  (password) => {
    expect(passwordProblem(password, person)).toBeNull()
  },
)

test.each([
  ['seven 7', 'too short'],
  ['🔑🔑🔑🔑🔑🔑🔑', 'too short'],
  ['long '.repeat(26), 'too long'],
  ['password123', 'attackers try first'],
  ['QWERTYUIOP', 'attackers try first'],
  ['aaaaaaaaaaaa', 'attackers try first'],
  ['xyxyxyxyxyxy', 'attackers try first'],
  ['calderón loves tea', 'name or e-mail'],
  ['my ana.ruiz word', 'name or e-mail'],
])('“%s” is refused: %s.', (password, reason) => {
  expect(passwordProblem(password, person)).toContain(reason)
})

test('A short name forbids nothing by chance.', () => {
  expect(passwordProblem('joyful mornings', { email: 'jo@example.com', name: 'Jo Li' })).toBeNull()
})
