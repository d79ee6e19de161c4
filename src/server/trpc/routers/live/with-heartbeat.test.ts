import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withHeartbeat } from './with-heartbeat.ts'

it('passes values on and says ping while the stream is silent', async () => {
  const stream = withHeartbeat(
    async function* (signal) {
      yield 1
      await setTimeout(60, undefined, { signal })
      yield 2
    },
    20,
    new AbortController().signal,
  )
  const heard: (number | 'ping')[] = []
  for await (const value of stream) heard.push(value)
  expect(heard[0]).toBe(1)
  expect(heard.at(-1)).toBe(2)
  expect(heard).toContain('ping')
})

it('closes the stream when nobody listens any more, or when the signal ends', async () => {
  for (const leave of ['break', 'abort'] as const) {
    const controller = new AbortController()
    let closed = false
    const stream = withHeartbeat(
      async function* (signal) {
        try {
          yield 1
          await setTimeout(60_000, undefined, { signal })
        } finally {
          closed = true
        }
      },
      60_000,
      controller.signal,
    )
    for await (const value of stream) {
      expect(value).toBe(1)
      if (leave === 'break') break
      controller.abort()
    }
    expect(closed, leave).toBe(true)
  }
})

it('passes on what makes the stream fail', async () => {
  const stream = withHeartbeat(
    // biome-ignore lint/correctness/useYield: it fails before it has anything to say
    async function* (): AsyncGenerator<number> {
      throw new Error('the line broke')
    },
    1000,
    new AbortController().signal,
  )
  await expect(stream.next()).rejects.toThrow('the line broke')
})
