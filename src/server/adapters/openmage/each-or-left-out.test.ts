import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import { eachOrLeftOut } from './each-or-left-out.ts'

const rows = Array.from({ length: 12 }, (_, index) => ({ id: String(index), row: {} }))

/** A shop that answers 500 for these. */
const shopWith = (broken: string[]) => {
  let calls = 0
  const toRecord = async ({ id }: { id: string }) => {
    calls += 1
    if (broken.includes(id)) throw new AdapterError('unavailable', 'Out of order (500).', { status: 500 })
    return { sourceId: id, payload: {}, sourceUpdatedAt: null }
  }
  return { toRecord, calls: () => calls }
}

test('what the shop answers with an error is left out by its id, all others are read', async () => {
  const { records, leftOut } = await eachOrLeftOut(rows, shopWith(['0', '7', '11']).toRecord)
  expect(leftOut.map(({ place }) => place).sort()).toEqual(['0', '11', '7'])
  expect(records).toHaveLength(9)
})

test.each([
  ['from the beginning on', rows.map(({ id }) => id), 5],
  ['from the middle on', rows.slice(6).map(({ id }) => id), 11],
])('a shop that is out of order %s is not asked to the end', async (_when, broken, most) => {
  const shop = shopWith(broken)
  await expect(eachOrLeftOut(rows, shop.toRecord)).rejects.toThrow('Out of order')
  expect(shop.calls()).toBeLessThanOrEqual(most)
})
