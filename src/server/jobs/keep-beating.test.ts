import { expect, test } from 'vitest'
import type { Clock } from '#server/lib/clock.ts'
import { keepBeating } from './keep-beating.ts'

/** A clock whose sleepers wait until a test lets the time they asked for pass. */
function heldClock() {
  const asked: number[] = []
  let wake: (() => void) | undefined
  const clock: Clock = {
    now: () => new Date(0),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        asked.push(ms)
        wake = resolve
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
  }
  return { clock, asked, pass: () => wake?.() }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('a worker at rest speaks every ten seconds, one whose jobs move every second at most', async () => {
  const { clock, asked, pass } = heldClock()
  let said = 0
  const say = async () => {
    said += 1
  }
  const beating = keepBeating(say, clock)
  await settled()
  expect([said, asked]).toEqual([1, [1_000]])
  pass()
  await settled()
  expect([said, asked]).toEqual([1, [1_000, 9_000]])

  beating.moved()
  await settled()
  expect([said, asked]).toEqual([2, [1_000, 9_000, 1_000]])
  for (let times = 0; times < 100; times += 1) beating.moved()
  await settled()
  expect(said).toBe(2)
  pass()
  await settled()
  expect([said, asked]).toEqual([3, [1_000, 9_000, 1_000, 1_000]])
  await beating.stop()
  expect(said).toBe(4)
})
