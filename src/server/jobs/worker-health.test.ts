import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { judgeHealth, serveHealth } from './worker-health.ts'

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

it('is asked for over HTTP: 503 before the queue has answered, when it has not for long, and without a database', async () => {
  let lastAnswerAt: Date | null = null
  let databaseAnswers = true
  const query = async () => {
    if (!databaseAnswers) throw new Error('gone')
  }
  const worker = {
    state: () => ({ lastAnswerAt, stopping: false }),
    inHand: () => [],
    lastJobAt: () => null,
    stop: async () => undefined,
  }
  const clock = { now: () => now, sleep: async () => undefined }
  const server = await serveHealth({ worker, ask: query, clock, host: '127.0.0.1', port: 0 })
  onTestFinished(() => void server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return `${answer.status} ${(await answer.text()).slice(0, 19)}`
  }
  expect(await ask('/ready')).toBe('503 {"status":"failing"')
  lastAnswerAt = secondsAgo(29)
  expect(await ask('/ready')).toBe('200 {"status":"ok","rea')
  lastAnswerAt = secondsAgo(31)
  expect([await ask('/health'), await ask('/ready')]).toEqual(Array(2).fill('503 {"status":"failing"'))
  lastAnswerAt = secondsAgo(1)
  databaseAnswers = false
  expect(await ask('/health')).toBe('503 {"status":"failing"')
  expect(await ask('/metrics')).toBe('404 ')
})
