import { expect, test } from 'vitest'
import type { SourceRecord } from '../../model/source-record.ts'
import { AdapterError } from '../errors.ts'
import { readUntilEmpty } from './read-until-empty.ts'

const toRecord = (payload: unknown): SourceRecord => ({
  sourceId: String(payload),
  payload,
  sourceUpdatedAt: null,
})

async function read(pages: unknown[][], from: { page: number; first: string } | null = null) {
  const seen: string[][] = []
  for await (const page of readUntilEmpty({
    fetch: async (number) => pages[number] ?? [],
    size: 2,
    toRecord,
    from,
  })) {
    seen.push(page.records.map(({ sourceId }) => sourceId))
    expect(page.done).toBe(page.records.length === 0 && page.cursor['page'] !== 1)
  }
  return seen
}

test('Pages numbered from 0 are read to the empty one', async () => {
  expect(await read([['a', 'b'], ['c']])).toEqual([['a', 'b'], ['c'], []])
})

test('Where pages are numbered from 1, an empty or repeated page 0 is not the end', async () => {
  expect(await read([[], ['a'], ['b']])).toEqual([[], ['a'], ['b'], []])
  expect(await read([['a'], ['a'], ['b']])).toEqual([['a'], ['a'], ['b'], []])
})

test('Going on from a cursor reads the rest', async () => {
  expect(await read([['a'], ['b'], ['c']], { page: 2, first: 'b' })).toEqual([['c'], []])
})

test('A list that sends the same page whatever is asked for fails rather than going on for ever', async () => {
  await expect(read([['a'], ['a'], ['a'], ['a']])).rejects.toMatchObject({ kind: 'invalid_response' })
})

/** Numbered from 0, from 1 with nothing at 0, or from 1 with page 1 at 0 as well. */
const numberings: [string, (page: number) => number | null][] = [
  ['from 0', (page) => page],
  ['from 1', (page) => (page === 0 ? null : page - 1)],
  ['from 1, and 0 is 1', (page) => Math.max(0, page - 1)],
]

test.each(
  numberings.flatMap(([name, placeOf]) => [0, 1, 13, 20, 24].map((broken) => ({ name, placeOf, broken }))),
)(
  'Pages numbered $name: record $broken that breaks its page is left out, all others are read',
  async ({ placeOf, broken }) => {
    const items = Array.from({ length: 25 }, (_, index) => index)
    const fetch = async (page: number, size = 10) => {
      const place = placeOf(page)
      const records = place === null ? [] : items.slice(place * size, (place + 1) * size)
      if (!records.includes(broken)) return records
      throw new AdapterError('unavailable', 'The POS is out of order (500).', { status: 500 })
    }
    const ids = new Set<string>()
    const places = new Set<string>()
    for await (const page of readUntilEmpty({ fetch, size: 10, toRecord, from: null })) {
      for (const { sourceId } of page.records) ids.add(sourceId)
      for (const { place } of page.leftOut ?? []) places.add(place)
    }
    expect([...places]).toEqual([String(broken)])
    expect(ids).toEqual(new Set(items.filter((item) => item !== broken).map(String)))
  },
)
