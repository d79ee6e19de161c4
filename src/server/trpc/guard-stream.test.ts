import { expect, test } from 'vitest'
import { guardStream, recheckMs } from './guard-stream.ts'

/** A stream whose values are the milliseconds at which they come. */
function streamAt(...times: number[]) {
  let time = 0
  let closed = false
  async function* values() {
    try {
      for (const at of times) {
        time = at
        yield at
      }
    } finally {
      closed = true
    }
  }
  return { stream: values(), clock: { now: () => new Date(time) }, isClosed: () => closed }
}

async function read(stream: unknown, into: unknown[]): Promise<void> {
  for await (const value of stream as AsyncIterable<unknown>) into.push(value)
}

test('A stream is checked again once the interval is over, not for every value.', async () => {
  const { stream, clock } = streamAt(1, 2, recheckMs, recheckMs + 1, 2 * recheckMs)
  const checks: number[] = []
  const seen: unknown[] = []
  await read(
    guardStream(stream, async (now) => void checks.push(now.getTime()), clock),
    seen,
  )
  expect(seen).toHaveLength(5)
  expect(checks).toEqual([recheckMs, 2 * recheckMs])
})

test('A stream that may not go on ends before its next value, and its source is closed.', async () => {
  const { stream, clock, isClosed } = streamAt(1, recheckMs, recheckMs + 1)
  const seen: unknown[] = []
  const refuse = async () => {
    throw new Error('signed out')
  }
  await expect(read(guardStream(stream, refuse, clock), seen)).rejects.toThrow('signed out')
  expect(seen).toEqual([1])
  expect(isClosed()).toBe(true)
})
