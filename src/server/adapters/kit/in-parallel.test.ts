import { expect, it } from 'vitest'
import { inParallel } from './in-parallel.ts'

it('keeps the order and never has more at work than asked for', async () => {
  let atWork = 0
  let most = 0
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
    atWork += 1
    most = Math.max(most, atWork)
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve()
    atWork -= 1
    return item * 10
  })
  expect(results).toEqual([50, 10, 40, 20, 30])
  expect(most).toBe(2)
})

it('begins nothing after a failure', async () => {
  const begun: number[] = []
  const act = async (item: number) => {
    begun.push(item)
    if (item === 2) throw new Error('two')
  }
  await expect(inParallel([1, 2, 3, 4, 5, 6], 1, act)).rejects.toThrow('two')
  expect(begun).toEqual([1, 2])
})

it('has nothing to do for nobody', async () => {
  expect(await inParallel([], 3, async () => 1)).toEqual([])
})
