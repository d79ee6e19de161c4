import { expect, test } from 'vitest'
import type { SourceRecord } from '../../model/source-record.ts'
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
