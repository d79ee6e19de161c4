import { expect, test } from 'vitest'
import { type OffsetCursor, readOffsets } from './read-offsets.ts'

const toRecord = (payload: unknown) => ({ sourceId: String(payload), payload, sourceUpdatedAt: null })

/** A list of numbers that allows `most` a page; `before` may change it as each page is asked for. */
function listOf(count: number, most: number, before: (items: number[], call: number) => void = () => {}) {
  const items = Array.from({ length: count }, (_, index) => index)
  let calls = 0
  const fetch = async (skip: number): Promise<unknown[]> => {
    calls += 1
    before(items, calls)
    return items.slice(skip, skip + most)
  }
  return { items, fetch, calls: () => calls }
}

async function read(fetch: Parameters<typeof readOffsets>[0]['fetch'], from: OffsetCursor | null = null) {
  const ids: string[] = []
  const done: boolean[] = []
  for await (const page of readOffsets({ fetch, toRecord, size: 10, from })) {
    ids.push(...page.records.map(({ sourceId }) => sourceId))
    done.push(page.done)
  }
  return { ids, done }
}

test.each([
  [0, 10, 1],
  [2, 10, 1],
  [4, 10, 2],
  [10, 10, 2],
  [30, 10, 4],
  // The POS allows fewer than asked for: a short page is not the end.
  [30, 7, 7],
])('a list of %i, %i to a page, is read whole in %i calls', async (count, most, calls) => {
  const list = listOf(count, most)
  const { ids, done } = await read(list.fetch)
  expect(ids).toEqual(list.items.map(String))
  expect(list.calls()).toBe(calls)
  expect(done).toEqual(done.map((_, index) => index === done.length - 1))
})

test.each([1, 3, 4, 12, 25])(
  '%i records taken away before the reader hide none of the others',
  async (gone) => {
    const list = listOf(60, 10, (items, call) => call === 5 && items.splice(0, gone))
    const seen = new Set((await read(list.fetch)).ids)
    expect(list.items.filter((id) => !seen.has(String(id)))).toEqual([])
  },
)

test('records that were there stay in what is read when others are put before them', async () => {
  const list = listOf(40, 10, (items, call) => call === 3 && items.unshift(-1, -2))
  const { ids } = await read(list.fetch)
  expect(list.items.filter((id) => id >= 0 && !ids.includes(String(id)))).toEqual([])
})

test('a list that is another one at each call does not keep it reading', async () => {
  let call = 0
  const fetch = async (skip: number): Promise<unknown[]> => {
    call += 1
    return skip > 200 ? [] : Array.from({ length: 10 }, (_, index) => `${call}:${index}`)
  }
  await read(fetch)
  expect(call).toBeLessThan(100)
})

test('where the POS says how many there are, reading ends there, and an early end is an error', async () => {
  const { items } = listOf(25, 10)
  const counted = (total: number) => async (skip: number) => ({
    records: items.slice(skip, skip + 10),
    total,
  })
  expect((await read(counted(25))).ids).toEqual(items.map(String))
  await expect(read(counted(26))).rejects.toMatchObject({ kind: 'invalid_response' })
  // What is known to be longer is not over because a page is short.
  const short = async (skip: number) => ({
    records: items.slice(skip, skip + (skip === 0 ? 10 : 5)),
    total: 25,
  })
  expect((await read(short)).ids).toEqual(items.map(String))
})

test('a list that comes whole whatever is skipped is read once and ends', async () => {
  const items = Array.from({ length: 8 }, (_, index) => index)
  expect((await read(async () => items)).ids).toEqual(items.map(String))
})

test.each([
  ['first', 1],
  ['second', 2],
])('a page that says everything many times over, the %s, hides nothing behind it', async (_which, at) => {
  const list = listOf(60, 10)
  let call = 0
  const { ids } = await read(async (skip) => {
    call += 1
    const page = await list.fetch(skip)
    return call === at ? Array.from({ length: 50 }, () => page).flat() : page
  })
  expect(list.items.filter((id) => !ids.includes(String(id)))).toEqual([])
})
