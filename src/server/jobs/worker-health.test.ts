import { expect, it } from 'vitest'
import { judgeHealth } from './worker-health.ts'

const now = new Date('2026-05-01T12:00:00Z')
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const well = { databaseAnswers: true, lastAnswerAt: secondsAgo(1), stopping: false }

it.each([
  ['works', {}, 'ok', true, true],
  ['is cut off from its database', { databaseAnswers: false }, 'failing', false, false],
  [
    'has not been answered by the queue for a minute',
    { lastAnswerAt: secondsAgo(60) },
    'failing',
    false,
    false,
  ],
  ['was never answered', { lastAnswerAt: null }, 'failing', false, false],
  [
    'is stopping, however long since it asked',
    { stopping: true, lastAnswerAt: secondsAgo(60) },
    'draining',
    true,
    false,
  ],
] as const)('a worker that %s', (_, state, status, alive, ready) => {
  expect(judgeHealth({ ...well, ...state }, now)).toMatchObject({ status, alive, ready })
})
