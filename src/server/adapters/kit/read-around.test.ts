import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import { readOffsets } from './read-offsets.ts'

/** A POS that answers 500 whenever one of `broken` is in the page asked for. */
function brokenList(
  count: number,
  broken: number[],
  options: { takesLimit?: boolean; downAfter?: number } = {},
) {
  const items = Array.from({ length: count }, (_, index) => index)
  let calls = 0
  const fetch = async (skip: number, take: number) => {
    calls += 1
    const page = items.slice(skip, skip + (options.takesLimit === false ? 20 : take))
    const down = options.downAfter !== undefined && calls > options.downAfter
    if (down || page.some((item) => broken.includes(item))) {
      throw new AdapterError('unavailable', 'The POS is out of order (500).', { status: 500 })
    }
    return { records: page, total: count }
  }
  return { fetch, calls: () => calls }
}

async function readAll(list: ReturnType<typeof brokenList>, size = 20) {
  const ids = new Set<string>()
  const leftOut = new Set<number>()
  const pages = readOffsets({
    fetch: (skip) => list.fetch(skip, size),
    fetchPart: list.fetch,
    toRecord: (payload) => ({ sourceId: String(payload), payload, sourceUpdatedAt: null }),
    size,
    from: null,
  })
  for await (const page of pages) {
    for (const { sourceId } of page.records) ids.add(sourceId)
    for (const { place } of page.leftOut ?? []) leftOut.add(Number(place))
  }
  return { ids, leftOut: [...leftOut] }
}

test.each([
  [[0], 14],
  [[33], 16],
  [[99], 14],
  [[7, 55, 58], 40],
])(
  'records %j that break their page are left out by their place, the others are read',
  async (broken, calls) => {
    const list = brokenList(100, broken)
    const { ids, leftOut } = await readAll(list)
    expect(leftOut).toEqual(broken)
    expect(ids.size).toBe(100 - broken.length)
    expect(list.calls()).toBeLessThanOrEqual(calls + 8)
  },
)

test('a POS that is out of order is not read in halves to the end', async () => {
  const list = brokenList(100, [], { downAfter: 2 })
  await expect(readAll(list)).rejects.toThrow('out of order')
  expect(list.calls()).toBeLessThan(2 + 10)
})

test('a POS that takes no notice of how many are asked for fails as it did', async () => {
  await expect(readAll(brokenList(100, [33], { takesLimit: false }))).rejects.toThrow('out of order')
})

test('what is no record’s fault is not looked for in records', async () => {
  let calls = 0
  const refuse = async () => {
    calls += 1
    throw new AdapterError('unauthenticated', 'The key was refused.')
  }
  const pages = readOffsets({
    fetch: refuse,
    fetchPart: refuse,
    toRecord: (payload) => ({ sourceId: String(payload), payload, sourceUpdatedAt: null }),
    size: 20,
    from: null,
  })
  await expect(pages.next()).rejects.toThrow('refused')
  expect(calls).toBe(1)
})
