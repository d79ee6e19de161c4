import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BusyError, createBatcher } from './batcher.ts'

test('one alone goes at once, those that come meanwhile go together, in the order in which they came', async () => {
  const batches: number[][] = []
  const gates: (() => void)[] = []
  const batcher = createBatcher<number, number>({
    most: 10,
    capacity: 100,
    flush: async (items) => {
      batches.push(items)
      await new Promise<void>((resolve) => gates.push(resolve))
      return items.map((item) => item * 2)
    },
  })
  const first = batcher.add(1)
  await Promise.resolve()
  await Promise.resolve()
  const others = [2, 3, 4].map((item) => batcher.add(item))
  expect(batches).toEqual([[1]])
  gates.shift()?.()
  expect(await first).toBe(2)
  await expect.poll(() => gates.length).toBe(1)
  gates.shift()?.()
  expect(await Promise.all(others)).toEqual([4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('whatever comes when, everybody gets their own outcome, none is flushed twice, and no batch is too large', async () => {
  const step = fc.record({ items: fc.array(fc.integer(), { maxLength: 12 }), fails: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, most) => {
        const flushed: number[] = []
        let failing = false
        const batcher = createBatcher<number, string>({
          most,
          capacity: 1_000,
          flush: async (items) => {
            expect(items.length).toBeLessThanOrEqual(most)
            if (failing) throw new Error('not this time')
            await Promise.resolve()
            flushed.push(...items)
            return items.map(String)
          },
        })
        const expected: number[] = []
        for (const { items, fails } of steps) {
          failing = fails
          const outcomes = await Promise.allSettled(items.map((item) => batcher.add(item)))
          if (!fails) expected.push(...items)
          expect(
            outcomes.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message)),
          ).toEqual(items.map((item) => (fails ? 'not this time' : String(item))))
        }
        expect(flushed).toEqual(expected)
      },
    ),
  )
})

test('whoever comes behind a flush that hangs goes in one beside it', async () => {
  const hanging = Promise.withResolvers<number[]>()
  const batcher = createBatcher<number, number>({
    most: 10,
    capacity: 10,
    parallel: 2,
    patienceMs: 1,
    flush: async (items) => (items.includes(0) ? hanging.promise : items),
  })
  const hung = batcher.add(0)
  await Promise.resolve()
  expect(await Promise.all([batcher.add(1), batcher.add(2)])).toEqual([1, 2])
  expect(await batcher.add(3)).toBe(3)
  hanging.resolve([0])
  expect(await hung).toBe(0)
})

test('beyond its capacity it refuses at once, and takes again when there is room', async () => {
  let open = () => {}
  const batcher = createBatcher<number, number>({
    most: 2,
    capacity: 3,
    flush: async (items) => {
      await new Promise<void>((resolve) => {
        open = resolve
      })
      return items
    },
  })
  const taken = [1, 2, 3].map((item) => batcher.add(item))
  await expect(batcher.add(4)).rejects.toBeInstanceOf(BusyError)
  const opening = setInterval(() => open(), 1)
  expect(await Promise.all(taken)).toEqual([1, 2, 3])
  expect(await batcher.add(5)).toBe(5)
  clearInterval(opening)
})
