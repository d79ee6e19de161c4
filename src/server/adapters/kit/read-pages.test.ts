import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import type { ListPage } from './list-page.ts'
import { type PageCursor, type PageParts, readPages } from './read-pages.ts'

const toRecord = (payload: unknown) => ({ sourceId: String(payload), payload, sourceUpdatedAt: null })

/** A list of numbers served `size` to a page; `before` may change it as each page is asked for. */
function listOf(count: number, size: number, before: (items: number[], call: number) => void = () => {}) {
  const items = Array.from({ length: count }, (_, index) => index)
  let calls = 0
  const fetch = async (page: number): Promise<ListPage> => {
    calls += 1
    before(items, calls)
    return { records: items.slice((page - 1) * size, page * size), total: items.length }
  }
  return { items, fetch, calls: () => calls }
}

async function idsOf(fetch: (page: number) => Promise<ListPage>, from: PageCursor | null = null) {
  const ids: string[] = []
  for await (const page of readPages(fetch, toRecord, from))
    ids.push(...page.records.map(({ sourceId }) => sourceId))
  return ids
}

test.each([
  [0, 1],
  [1, 1],
  [10, 1],
  [11, 2],
  [30, 3],
])('a list of %i is read in %i calls', async (count, calls) => {
  const list = listOf(count, 10)
  expect(await idsOf(list.fetch)).toEqual(list.items.map(String))
  expect(list.calls()).toBe(calls)
})

test('without a total, a page shorter than the first is the last', async () => {
  const list = listOf(25, 10)
  const ids = await idsOf(async (page) => ({ ...(await list.fetch(page)), total: null }))
  expect(ids).toEqual(list.items.map(String))
  expect(list.calls()).toBe(3)
})

test('what is taken away before the reader makes it go back, what is added before it comes twice', async () => {
  const shrinking = listOf(50, 10, (items, call) => call === 3 && items.splice(0, 12))
  const seen = new Set(await idsOf(shrinking.fetch))
  expect(shrinking.items.filter((id) => !seen.has(String(id)))).toEqual([])

  const growing = listOf(25, 10, (items, call) => call === 2 && items.unshift(-1))
  const ids = await idsOf(growing.fetch)
  expect(growing.items.filter((id) => id >= 0 && !ids.includes(String(id)))).toEqual([])
})

test('a total that never settles does not keep it reading', async () => {
  let call = 0
  const restless = async (page: number): Promise<ListPage> => {
    call += 1
    return {
      records: page > 5 ? [] : Array.from({ length: 10 }, (_, i) => page * 10 + i),
      total: 50 - (call % 2),
    }
  }
  const seen = new Set(await idsOf(restless))
  expect(seen.size).toBe(50)
})

test('a list that ends before its own total is an error, not a short list', async () => {
  const fetch = async (page: number): Promise<ListPage> => ({ records: page === 1 ? [1, 2] : [], total: 9 })
  await expect(idsOf(fetch)).rejects.toMatchObject({ name: 'AdapterError', kind: 'invalid_response' })
})

test.each([true, false])(
  'a page that says everything many times over hides nothing behind it (total told: %s)',
  async (told) => {
    const list = listOf(30, 10)
    const ids = await idsOf(async (page) => {
      const { records, total } = await list.fetch(page)
      const repeated = page === 1 ? Array.from({ length: 50 }, () => records).flat() : records
      return { records: repeated, total: told ? total : null }
    })
    expect(new Set(ids)).toEqual(new Set(list.items.map(String)))
  },
)

/** A list whose pages hold `ceiling` records at most, and fail whenever one of `broken` is in them. */
function brokenList(count: number, ceiling: number, broken: number[]) {
  let calls = 0
  const fetch = async (page: number, asked = ceiling): Promise<ListPage> => {
    calls += 1
    const size = Math.min(asked, ceiling)
    const records = Array.from({ length: count }, (_, index) => index).slice((page - 1) * size, page * size)
    if (records.some((each) => broken.includes(each))) {
      throw new AdapterError('unavailable', 'The POS is out of order (500).', { status: 500 })
    }
    return { records, total: count }
  }
  return { fetch, calls: () => calls }
}

async function readAround(list: ReturnType<typeof brokenList>, parts: Omit<PageParts, 'fetch'>) {
  const ids = new Set<number>()
  const names = new Set<string>()
  const pages = readPages((page) => list.fetch(page), toRecord, null, '', { ...parts, fetch: list.fetch })
  for await (const page of pages) {
    for (const { sourceId } of page.records) ids.add(Number(sourceId))
    for (const { name } of page.leftOut ?? []) names.add(name)
  }
  return { ids, names: [...names] }
}

test.each([0, 9, 10, 49, 50, 99, 104])(
  'record %i of a numbered list breaks its page: it is left out by its place, all others are read',
  async (broken) => {
    const list = brokenList(105, 50, [broken])
    const { ids, names } = await readAround(list, { first: 20 })
    expect(names).toEqual([`Record ${broken + 1} of the list`])
    expect(ids.size).toBe(104)
    expect(ids.has(broken)).toBe(false)
    expect(list.calls()).toBeLessThanOrEqual(6 + 2 * Math.log2(50) + 5)
  },
)

test('where pages may not be small, the fewest records that can be are left out together', async () => {
  const list = brokenList(150, 100, [61])
  const { ids, names } = await readAround(list, { first: 48, smallest: 12 })
  expect(names).toEqual(['Records 61 to 72 of the list'])
  expect(ids.size).toBe(138)
})

test('a POS that fails for a page of any size is out of order', async () => {
  const all = Array.from({ length: 50 }, (_, index) => index)
  const list = brokenList(200, 50, all)
  await expect(readAround(list, { first: 20 })).rejects.toThrow('out of order')
  expect(list.calls()).toBeLessThan(10)
})
