import { expect, test } from 'vitest'
import type { LeftOut, Page } from '#server/adapters/contract.ts'
import { systemClock } from '#server/lib/clock.ts'
import { readAhead } from './read-ahead.ts'

const pageOf = (ids: string[], rest: Partial<Page> = {}): Page => ({
  records: ids.map((sourceId) => ({ sourceId, payload: {}, sourceUpdatedAt: null })),
  cursor: { after: ids.at(-1) ?? null },
  done: false,
  total: null,
  ...rest,
})
const manyFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${start + index}`)

/** A POS that answers at once, and then says or throws nothing more. */
function posOf(pages: Page[], failure?: Error) {
  const pos = { answered: 0, source: answer() }
  async function* answer() {
    for (const page of pages) {
      pos.answered += 1
      yield page
    }
    if (failure) throw failure
  }
  return pos
}

test('what comes while a page is taken in is handed out as one page that goes on where the last one ends', async () => {
  const left = {} as LeftOut
  const pos = posOf([
    pageOf(['a']),
    pageOf(['b', 'c'], { total: 5, leftOut: [left] }),
    pageOf(['d'], { done: true }),
  ])
  const ahead = readAhead(pos.source, systemClock)
  const first = (await ahead.next()).value
  expect(first).toMatchObject({ pages: 1, page: pageOf(['a']) })
  await expect.poll(() => pos.answered).toBe(3)
  const second = (await ahead.next()).value
  expect(second).toMatchObject({
    pages: 2,
    page: pageOf(['b', 'c', 'd'], { done: true, total: 5, leftOut: [left] }),
  })
  expect((await ahead.next()).done).toBe(true)
})

test('no more is fetched than may wait, and a long page waits alone', async () => {
  const pages = [0, 400, 800, 1200, 1600].map((start) => pageOf(manyFrom(start, 400)))
  const pos = posOf(pages)
  const ahead = readAhead(pos.source, systemClock)
  const counts: number[] = []
  for await (const { page } of ahead) {
    await new Promise((resolve) => setImmediate(resolve))
    counts.push(page.records.length)
    expect(pos.answered).toBeLessThanOrEqual(counts.length + 2)
  }
  expect(counts).toEqual([400, 400, 400, 400, 400])
})

test('a record that comes again is taken in after the page it came with before', async () => {
  const pos = posOf([pageOf(['a']), pageOf(['b']), pageOf(['c', 'b']), pageOf(['d'], { done: true })])
  const ahead = readAhead(pos.source, systemClock)
  const taken: string[] = []
  for await (const { page } of ahead) {
    taken.push(page.records.map(({ sourceId }) => sourceId).join(''))
    await expect.poll(() => pos.answered).toBe(4)
  }
  expect(taken).toEqual(['a', 'b', 'cbd'])
})

test('a failure is thrown once all that came before it is handed out', async () => {
  const pos = posOf([pageOf(['a']), pageOf(['b']), pageOf(['c'])], new Error('No answer.'))
  const ahead = readAhead(pos.source, systemClock)
  await ahead.next()
  await expect.poll(() => pos.answered).toBe(3)
  expect((await ahead.next()).value).toMatchObject({ pages: 2 })
  await expect(ahead.next()).rejects.toThrow('No answer.')
})
