import { expect, test } from 'vitest'
import { type ListPage, type PageCursor, readPages } from './read-pages.ts'

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
